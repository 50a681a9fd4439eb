package org.kendall.space;

import java.util.Arrays;
import java.util.List;

/**
 * What of a cell is on a path from an input to the output, in flat arrays for walking. Its steps
 * are the places where an operation stands: edges first (all of them), then nodes.
 */
final class LiveCell {
  /** All operations of the space. */
  final List<OperationTraits> operations;

  final int nodes;
  final int inputs;

  /** Live edges, by the node they lead to, then by the node they begin at. */
  final int[] from;

  final int[] to;

  /** Operation of each edge, or {@link CellGraph#PASS}. */
  final int[] edgeOperation;

  /** Operation of each node, or {@link CellGraph#PASS}. */
  final int[] nodeOperation;

  /** Whether a node is on a path. */
  final boolean[] live;

  /** Live edges into and out of each node. */
  final int[] fanIn;

  final int[] fanOut;

  /** All paths from an input to the output. */
  final CellPaths paths;

  private LiveCell(
      List<OperationTraits> operations, CellGraph graph, int[][] edges, int[] atNodes) {
    this.operations = operations;
    nodes = graph.nodes();
    inputs = graph.inputs();
    nodeOperation = atNodes;
    live = live(edges);
    int[][] kept =
        Arrays.stream(edges).filter(edge -> live[edge[0]] && live[edge[1]]).toArray(int[][]::new);
    from = new int[kept.length];
    to = new int[kept.length];
    edgeOperation = new int[kept.length];
    fanIn = new int[nodes];
    fanOut = new int[nodes];
    for (int e = 0; e < kept.length; e++) {
      from[e] = kept[e][0];
      to[e] = kept[e][1];
      edgeOperation[e] = kept[e][2];
      fanOut[from[e]]++;
      fanIn[to[e]]++;
    }
    paths = new CellPaths(this);
  }

  /**
   * The live part of a cell.
   *
   * @param operations one for each operation of the space, in its order
   */
  static LiveCell of(List<OperationTraits> operations, CellGraph graph) {
    if (graph instanceof EdgeGraph onEdges) {
      int[][] edges = new int[onEdges.edges().size()][];
      for (int e = 0; e < edges.length; e++) {
        EdgeGraph.Edge edge = onEdges.edges().get(e);
        edges[e] = new int[] {edge.from(), edge.to(), edge.operation()};
      }
      int[] atNodes = new int[graph.nodes()];
      Arrays.fill(atNodes, CellGraph.PASS);
      return new LiveCell(operations, graph, sorted(edges), atNodes);
    }
    NodeGraph onNodes = graph.onNodes();
    int[][] edges = new int[onNodes.links().size()][];
    for (int e = 0; e < edges.length; e++) {
      NodeGraph.Link link = onNodes.links().get(e);
      edges[e] = new int[] {link.from(), link.to(), CellGraph.PASS};
    }
    int[] atNodes = new int[graph.nodes()];
    for (int node = 0; node < atNodes.length; node++) {
      atNodes[node] = onNodes.operations().get(node);
    }
    return new LiveCell(operations, graph, sorted(edges), atNodes);
  }

  private static int[][] sorted(int[][] edges) {
    Arrays.sort(
        edges, (a, b) -> a[1] != b[1] ? a[1] - b[1] : a[0] != b[0] ? a[0] - b[0] : a[2] - b[2]);
    return edges;
  }

  private boolean[] live(int[][] edges) {
    boolean[] reached = new boolean[nodes];
    Arrays.fill(reached, 0, inputs, true);
    for (int[] edge : edges) {
      reached[edge[1]] |= reached[edge[0]];
    }
    boolean[] leads = new boolean[nodes];
    leads[nodes - 1] = true;
    for (int e = edges.length - 1; e >= 0; e--) {
      leads[edges[e][0]] |= leads[edges[e][1]];
    }
    boolean[] live = new boolean[nodes];
    for (int node = 0; node < nodes; node++) {
      live[node] = reached[node] && leads[node];
    }
    return live;
  }

  int edges() {
    return from.length;
  }

  int output() {
    return nodes - 1;
  }

  /** Edges and nodes: the places where an operation can stand. */
  int steps() {
    return from.length + nodes;
  }

  /** The step of a node. */
  int stepOf(int node) {
    return from.length + node;
  }

  /** The operation of a step, {@link CellGraph#PASS} where there is none or the node is dead. */
  int operation(int step) {
    if (step < from.length) {
      return edgeOperation[step];
    }
    int node = step - from.length;
    return live[node] ? nodeOperation[node] : CellGraph.PASS;
  }

  /** The node that an operation's step reads from, if it is an edge, or is at. */
  boolean isConvolution(int operation) {
    return operation != CellGraph.PASS && operations.get(operation).isConvolution();
  }

  OperationTraits.Kind kind(int operation) {
    return operation == CellGraph.PASS
        ? OperationTraits.Kind.IDENTITY
        : operations.get(operation).kind();
  }
}
