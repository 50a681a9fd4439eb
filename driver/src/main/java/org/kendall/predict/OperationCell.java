package org.kendall.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.kendall.space.CellGraph;
import org.kendall.space.EdgeGraph;
import org.kendall.space.NodeGraph;

/**
 * A cell as what its operations do: each reads the sum of some nodes, lets a part of it through and
 * adds that to a node. An operation on an edge reads one node; an operation on a node reads those
 * that lead there. What is on no path from an input to the output is left out.
 *
 * @param nodes how many; the first ones are the inputs, the last one is the output
 * @param live whether each is on a path
 * @param passes what goes on as it is
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record OperationCell(int nodes, int inputs, boolean[] live, List<Place> places, List<Pass> passes) {
  /**
   * Where one operation stands.
   *
   * @param operation index into those of the space
   * @param figures how it stands in the cell, see {@link CellWays#figures}
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Place(int operation, List<Integer> from, int to, float[] figures) {}

  /** From one node to another, or to itself. */
  record Pass(int from, int to) {}

  /** Reads a cell; inner nodes may lead to themselves too. */
  static OperationCell of(CellGraph cell, Gates.SelfLoops selfLoops) {
    CellWays ways = CellWays.of(cell.onEdges());
    boolean[] live = new boolean[cell.nodes()];
    for (int node = 0; node < live.length; node++) {
      live[node] = ways.isLive(node);
    }
    OperationCell read =
        new OperationCell(cell.nodes(), cell.inputs(), live, new ArrayList<>(), new ArrayList<>());
    boolean loops = selfLoops == Gates.SelfLoops.GATED;
    if (cell instanceof NodeGraph graph) {
      read.add(graph, ways, loops);
    } else {
      read.add(ways, loops);
    }
    return read;
  }

  private int output() {
    return nodes - 1;
  }

  /** Whether a node is on a path, and neither an input nor the output. */
  boolean isInner(int node) {
    return live[node] && node >= inputs && node != output();
  }

  int innerNodes() {
    return (int) IntStream.range(inputs, output()).filter(this::isInner).count();
  }

  private void add(NodeGraph graph, CellWays ways, boolean loops) {
    for (int to = inputs; to < nodes; to++) {
      int node = to;
      List<Integer> from = new ArrayList<>();
      ways.live().stream().filter(e -> e.to() == node).forEach(e -> from.add(e.from()));
      if (loops && isInner(node)) {
        from.add(node);
      }
      int operation = graph.operations().get(node);
      if (operation == CellGraph.PASS) {
        from.forEach(source -> passes.add(new Pass(source, node)));
      } else if (live[node]) {
        places.add(new Place(operation, from, node, ways.figures(node, node)));
      }
    }
  }

  private void add(CellWays ways, boolean loops) {
    for (EdgeGraph.Edge edge : ways.live()) {
      if (edge.operation() == CellGraph.PASS) {
        passes.add(new Pass(edge.from(), edge.to()));
      } else {
        float[] figures = ways.figures(edge.from(), edge.to());
        places.add(new Place(edge.operation(), List.of(edge.from()), edge.to(), figures));
      }
    }
    if (loops) {
      IntStream.range(inputs, output())
          .filter(this::isInner)
          .forEach(node -> passes.add(new Pass(node, node)));
    }
  }
}
