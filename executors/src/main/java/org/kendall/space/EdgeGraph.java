package org.kendall.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A cell with an operation on every edge, as in NAS-Bench-201 and DARTS.
 *
 * @param nodes how many nodes; the first ones are the inputs, the last one is the output
 * @param inputs how many inputs, one at least
 * @param edges from a lower to a higher node each; there may be several between two nodes. What
 *     carries nothing is not an edge.
 */
public record EdgeGraph(int nodes, int inputs, List<Edge> edges) implements CellGraph {
  /**
   * One edge.
   *
   * @param operation index into the operations of the space, or {@link CellGraph#PASS}
   */
  public record Edge(int from, int to, int operation) {}

  public EdgeGraph {
    edges = List.copyOf(edges);
    if (inputs < 1 || inputs >= nodes) {
      throw new IllegalArgumentException(
          "The inputs (%d) must be at least one and fewer than the nodes (%d)."
              .formatted(inputs, nodes));
    }
    for (Edge edge : edges) {
      if (edge.from() < 0
          || edge.from() >= edge.to()
          || edge.to() < inputs
          || edge.to() >= nodes
          || edge.operation() < PASS) {
        throw new IllegalArgumentException(
            "The edge %s must lead from a lower to a higher one of %d nodes, of which the first %d are inputs."
                .formatted(edge, nodes, inputs));
      }
    }
  }

  /** A cell with one input. */
  public EdgeGraph(int nodes, List<Edge> edges) {
    this(nodes, 1, edges);
  }

  @Override
  public EdgeGraph onEdges() {
    return this;
  }

  /**
   * The line graph: each edge becomes a node with its operation, fed by the edges that end where it
   * begins (or by the input that it begins at); the output is fed by the edges that end there.
   */
  @Override
  public NodeGraph onNodes() {
    int first = inputs; // the node of edge 0
    int output = inputs + edges.size();
    List<Integer> operations = new ArrayList<>();
    for (int input = 0; input < inputs; input++) {
      operations.add(PASS);
    }
    edges.stream().sorted(BY_START).forEach(edge -> operations.add(edge.operation()));
    operations.add(PASS);
    List<Edge> sorted = edges.stream().sorted(BY_START).toList();
    List<NodeGraph.Link> links = new ArrayList<>();
    for (int i = 0; i < sorted.size(); i++) {
      Edge edge = sorted.get(i);
      if (edge.from() < inputs) {
        links.add(new NodeGraph.Link(edge.from(), first + i));
      }
      for (int j = i + 1; j < sorted.size(); j++) {
        if (sorted.get(j).from() == edge.to()) {
          links.add(new NodeGraph.Link(first + i, first + j));
        }
      }
      if (edge.to() == nodes - 1) {
        links.add(new NodeGraph.Link(first + i, output));
      }
    }
    return new NodeGraph(inputs, operations, links);
  }

  /** An edge comes after all that end where it begins. */
  private static final Comparator<Edge> BY_START =
      Comparator.comparingInt(Edge::from).thenComparingInt(Edge::to);
}
