package org.kendall.space;

/**
 * How wide the vertices of a NAS-Bench-101 cell are, as shares of the output's channels (the
 * benchmark's {@code compute_vertex_channels}). The inner vertices that lead to the output share
 * its channels; any other one is as wide as the widest that it leads to.
 *
 * <p>Differs from the benchmark: shares are not rounded, so that they do not depend on the order of
 * the vertices.
 */
final class Widths {
  private Widths() {}

  /** Shape (nodes); 0 where a node is dead, and at the input. */
  static double[] of(LiveCell cell) {
    double[] widths = new double[cell.nodes];
    int sharers = 0;
    for (int node = cell.inputs; node < cell.output(); node++) {
      sharers += leadsToOutput(cell, node) ? 1 : 0;
    }
    widths[cell.output()] = 1;
    for (int node = cell.output() - 1; node >= cell.inputs; node--) {
      if (leadsToOutput(cell, node)) {
        widths[node] = 1.0 / sharers;
        continue;
      }
      for (int edge = 0; edge < cell.edges(); edge++) {
        if (cell.from[edge] == node) {
          widths[node] = Math.max(widths[node], widths[cell.to[edge]]);
        }
      }
    }
    return widths;
  }

  static boolean leadsToOutput(LiveCell cell, int node) {
    for (int edge = 0; edge < cell.edges(); edge++) {
      if (cell.from[edge] == node && cell.to[edge] == cell.output()) {
        return true;
      }
    }
    return false;
  }
}
