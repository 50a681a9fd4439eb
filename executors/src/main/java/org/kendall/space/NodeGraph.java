package org.kendall.space;

import java.util.List;

/**
 * A cell with an operation on every inner node, as in NAS-Bench-101.
 *
 * @param inputs how many inputs, one at least: the first nodes
 * @param operations one per node: an index into the operations of the space, or {@link
 *     CellGraph#PASS}, as it is for the inputs and for the output, which is the last node
 * @param links each from a lower to a higher node, at most one between two nodes
 */
public record NodeGraph(int inputs, List<Integer> operations, List<Link> links)
    implements CellGraph {
  /** One edge. */
  public record Link(int from, int to) {}

  public NodeGraph {
    operations = List.copyOf(operations);
    links = List.copyOf(links);
    int nodes = operations.size();
    if (inputs < 1 || inputs >= nodes) {
      throw new IllegalArgumentException(
          "The inputs (%d) must be at least one and fewer than the nodes (%d)."
              .formatted(inputs, nodes));
    }
    for (Link link : links) {
      if (link.from() < 0 || link.from() >= link.to() || link.to() < inputs || link.to() >= nodes) {
        throw new IllegalArgumentException(
            "The link %s must lead from a lower to a higher one of %d nodes, of which the first %d are inputs."
                .formatted(link, nodes, inputs));
      }
    }
  }

  @Override
  public int nodes() {
    return operations.size();
  }

  /**
   * The same with each operation on all edges that lead to its node. For an encoder whose messages
   * are gated and then summed that is the same: gate(o) * sum of messages = sum of gate(o) *
   * message.
   */
  @Override
  public EdgeGraph onEdges() {
    return new EdgeGraph(
        nodes(),
        inputs,
        links.stream()
            .map(link -> new EdgeGraph.Edge(link.from(), link.to(), operations.get(link.to())))
            .toList());
  }

  @Override
  public NodeGraph onNodes() {
    return this;
  }
}
