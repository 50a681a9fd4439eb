package org.kendall.space;

import java.util.List;

/**
 * A directed acyclic graph with an operation on every edge: the view that operation-on-edge
 * encoders ask for.
 *
 * @param nodes how many nodes; node 0 is the input, the last one the output
 * @param edges from a lower to a higher node each, at most one per pair
 */
public record EdgeGraph(int nodes, List<Edge> edges) {
  /**
   * One edge.
   *
   * @param operation index into the operations of the space
   */
  public record Edge(int from, int to, int operation) {}

  public EdgeGraph {
    edges = List.copyOf(edges);
    for (Edge edge : edges) {
      if (edge.from() < 0 || edge.from() >= edge.to() || edge.to() >= nodes) {
        throw new IllegalArgumentException(
            "The edge %s must lead from a lower to a higher one of %d nodes."
                .formatted(edge, nodes));
      }
    }
  }
}
