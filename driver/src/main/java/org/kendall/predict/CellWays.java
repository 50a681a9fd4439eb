package org.kendall.predict;

import java.util.Comparator;
import java.util.List;
import org.kendall.space.EdgeGraph;
import org.kendall.space.EdgeGraph.Edge;

/**
 * How a cell is built around each of its nodes, whatever the operations: figures that stay the same
 * when nodes are numbered in another order. Only what is on a path from an input to the output
 * counts.
 */
final class CellWays {
  /** How many figures {@link #figures} gives. */
  static final int FIGURES = 7;

  private final List<Edge> live;
  private final Side before;
  private final Side after;

  private CellWays(List<Edge> live, Side before, Side after) {
    this.live = live;
    this.before = before;
    this.after = after;
  }

  static CellWays of(EdgeGraph cell) {
    CellWays all = over(cell, cell.edges());
    return over(cell, cell.edges().stream().filter(all::isLive).toList());
  }

  private static CellWays over(EdgeGraph cell, List<Edge> edges) {
    Side before = new Side(cell.nodes());
    for (int input = 0; input < cell.inputs(); input++) {
      before.ways[input] = 1;
    }
    edges.stream()
        .sorted(Comparator.comparingInt(Edge::to))
        .forEach(edge -> before.step(edge.from(), edge.to()));
    Side after = new Side(cell.nodes());
    after.ways[cell.nodes() - 1] = 1;
    edges.stream()
        .sorted(Comparator.comparingInt(Edge::from).reversed())
        .forEach(edge -> after.step(edge.to(), edge.from()));
    return new CellWays(edges, before, after);
  }

  /** The edges that are on a path from an input to the output. */
  List<Edge> live() {
    return live;
  }

  private boolean isLive(Edge edge) {
    return before.ways[edge.from()] * after.ways[edge.to()] > 0;
  }

  /** Whether a node is on such a path. */
  boolean isLive(int node) {
    return before.ways[node] * after.ways[node] > 0;
  }

  /**
   * How what reads at one node and writes at another, or the same, stands in the cell: the fewest
   * and the most edges before and after it, the edges that lead to where it reads and from where it
   * writes, and its share of all paths. Counts are logarithms of one more than they are.
   */
  float[] figures(int reads, int writes) {
    int output = after.ways.length - 1;
    double share = before.ways[reads] * after.ways[writes] / before.ways[output];
    return new float[] {
      log(before.fewest[reads]),
      log(before.most[reads]),
      log(before.fan[reads]),
      log(after.fewest[writes]),
      log(after.most[writes]),
      log(after.fan[writes]),
      (float) share
    };
  }

  private static float log(int count) {
    return (float) Math.log1p(count);
  }

  /** What lies on one side of each node. */
  private static final class Side {
    private final double[] ways;
    private final int[] fewest;
    private final int[] most;
    private final int[] fan;

    Side(int nodes) {
      ways = new double[nodes];
      fewest = new int[nodes];
      most = new int[nodes];
      fan = new int[nodes];
    }

    /** An edge to a node from one whose side is known. */
    void step(int known, int node) {
      if (ways[known] == 0) {
        return;
      }
      ways[node] += ways[known];
      int further = fewest[known] + 1;
      fewest[node] = fan[node] == 0 ? further : Math.min(fewest[node], further);
      most[node] = Math.max(most[node], most[known] + 1);
      fan[node]++;
    }
  }
}
