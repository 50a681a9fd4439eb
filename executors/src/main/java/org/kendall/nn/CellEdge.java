package org.kendall.nn;

import java.util.ArrayList;
import java.util.List;
import org.kendall.nn.CellNetwork.Operation;

/**
 * An operation between two nodes of a cell.
 *
 * @param place among the cell's edges, 0-1, 0-2, 1-2, 0-3, 1-3, 2-3
 */
public record CellEdge(int place, int from, int to, Operation operation) {
  private static final int NODES = 4;

  /** All edges of a cell, by target and then by source. */
  public static List<CellEdge> all(List<Operation> operations) {
    List<CellEdge> edges = new ArrayList<>();
    for (int to = 1; to < NODES; to++) {
      for (int from = 0; from < to; from++) {
        edges.add(new CellEdge(edges.size(), from, to, operations.get(edges.size())));
      }
    }
    return edges;
  }

  /** Those that lie on a path from the input to the output, in their order. */
  public static List<CellEdge> live(List<CellEdge> edges) {
    List<CellEdge> open =
        edges.stream().filter(edge -> edge.operation() != Operation.NONE).toList();
    boolean[] reached = new boolean[NODES];
    reached[0] = true;
    for (CellEdge edge : open) { // by target, so every source is settled before it is asked for
      reached[edge.to()] |= reached[edge.from()];
    }
    boolean[] needed = new boolean[NODES];
    needed[NODES - 1] = true;
    for (int i = open.size() - 1; i >= 0; i--) {
      needed[open.get(i).from()] |= needed[open.get(i).to()];
    }
    return open.stream().filter(edge -> reached[edge.from()] && needed[edge.to()]).toList();
  }
}
