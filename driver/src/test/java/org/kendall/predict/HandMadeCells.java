package org.kendall.predict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;
import org.kendall.space.CellGraph;
import org.kendall.space.CellSpace;
import org.kendall.space.Choice;
import org.kendall.space.EdgeGraph;
import org.kendall.space.NodeGraph;
import org.kendall.space.SearchSpace;

/**
 * A space whose candidates are the cells given, and which knows of none that it is another one's
 * copy.
 */
record HandMadeCells(List<CellGraph> cells) implements SearchSpace<CellGraph>, CellSpace {
  static final List<String> OPERATIONS = List.of("conv1x1", "conv3x3", "maxpool3x3");

  @Override
  public List<String> operations() {
    return OPERATIONS;
  }

  @Override
  public List<CellGraph> graphs(Candidate candidate) {
    return List.of(decode(candidate));
  }

  @Override
  public List<Choice> choices() {
    List<String> names = IntStream.range(0, cells.size()).mapToObj(Integer::toString).toList();
    return List.of(Choice.categorical("cell", names));
  }

  @Override
  public CellGraph decode(Candidate candidate) {
    return cells.get(candidate.option(0));
  }

  List<Candidate> all() {
    return IntStream.range(0, cells.size()).mapToObj(i -> Candidate.of(i)).toList();
  }

  /** Operations on nodes, all nodes on a path from the input to the output. */
  static NodeGraph onNodes(int nodes, Random random) {
    List<Integer> operations = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      boolean isInner = node > 0 && node < nodes - 1;
      operations.add(isInner ? random.nextInt(OPERATIONS.size()) : CellGraph.PASS);
    }
    List<NodeGraph.Link> links =
        edges(nodes, random).stream().map(e -> new NodeGraph.Link(e.from(), e.to())).toList();
    return new NodeGraph(1, operations, links);
  }

  /** Operations on edges, all nodes on a path from the input to the output. */
  static EdgeGraph onEdges(int nodes, Random random) {
    return new EdgeGraph(nodes, edges(nodes, random));
  }

  private static List<EdgeGraph.Edge> edges(int nodes, Random random) {
    List<EdgeGraph.Edge> edges = new ArrayList<>();
    for (int to = 1; to < nodes; to++) {
      int one = random.nextInt(to);
      for (int from = 0; from < to; from++) {
        boolean isOnlyWay = from == one || (to == nodes - 1 && leadsNowhere(from, edges));
        if (isOnlyWay || random.nextInt(3) == 0) {
          int operation = random.nextInt(-1, OPERATIONS.size()); // or one that passes on
          edges.add(new EdgeGraph.Edge(from, to, operation));
        }
      }
    }
    return edges;
  }

  private static boolean leadsNowhere(int node, List<EdgeGraph.Edge> edges) {
    return edges.stream().noneMatch(edge -> edge.from() == node);
  }

  /** The same cell, its inner nodes numbered in another order, its edges told in another one. */
  static CellGraph renumbered(CellGraph cell, Random random) {
    List<EdgeGraph.Edge> edges = new ArrayList<>(cell.onEdges().edges());
    int[] numbers = numbers(cell.nodes(), edges, random);
    Collections.shuffle(edges, random);
    List<EdgeGraph.Edge> renumbered =
        edges.stream()
            .map(e -> new EdgeGraph.Edge(numbers[e.from()], numbers[e.to()], e.operation()))
            .toList();
    if (cell instanceof NodeGraph graph) {
      Integer[] operations = new Integer[cell.nodes()];
      for (int node = 0; node < operations.length; node++) {
        operations[numbers[node]] = graph.operations().get(node);
      }
      return new NodeGraph(
          1,
          List.of(operations),
          renumbered.stream().map(e -> new NodeGraph.Link(e.from(), e.to())).toList());
    }
    return new EdgeGraph(cell.nodes(), renumbered);
  }

  /** New numbers that grow along every edge; the input stays the first, the output the last. */
  private static int[] numbers(int nodes, List<EdgeGraph.Edge> edges, Random random) {
    int[] numbers = new int[nodes];
    List<Integer> left = new ArrayList<>(IntStream.range(1, nodes - 1).boxed().toList());
    int next = 1;
    while (!left.isEmpty()) {
      Integer node = left.get(random.nextInt(left.size()));
      boolean isFirst = edges.stream().noneMatch(e -> e.to() == node && left.contains(e.from()));
      if (isFirst) {
        left.remove(node);
        numbers[node] = next++;
      }
    }
    numbers[nodes - 1] = nodes - 1;
    return numbers;
  }
}
