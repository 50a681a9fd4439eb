package org.kendall.space;

import java.util.ArrayList;
import java.util.List;

/**
 * Counts of operations, degrees, what stands next to the input and the output, and what is bypassed
 * by a shorter way.
 */
record DegreeFeatures(List<OperationTraits> operations) implements FeatureGroup {
  DegreeFeatures {
    operations = List.copyOf(operations);
  }

  @Override
  public List<Feature> features() {
    List<Feature> all = new ArrayList<>();
    all.add(new Feature("edges", "How many edges the cell has."));
    all.add(new Feature("nodes", "How many nodes the cell has."));
    all.add(new Feature("fan_in_output", "Edges into the output."));
    all.add(new Feature("fan_out_input", "Edges out of the input."));
    all.add(new Feature("fan_in_max", "Most edges into a node."));
    all.add(new Feature("fan_out_max", "Most edges out of a node."));
    all.add(new Feature("merging_nodes", "Nodes with more than one edge into them."));
    all.add(new Feature("forking_nodes", "Nodes with more than one edge out of them."));
    for (OperationTraits operation : operations) {
      String name = operation.name();
      all.add(new Feature("count_" + name, "How many %s there are.".formatted(name)));
      all.add(new Feature("first_" + name, "How many %s read the input.".formatted(name)));
      all.add(new Feature("last_" + name, "How many %s lead to the output.".formatted(name)));
      all.add(new Feature("fan_in_" + name, "Edges into what %s reads.".formatted(name)));
      all.add(new Feature("fan_out_" + name, "Edges out of where %s ends.".formatted(name)));
      all.add(
          new Feature("bypassed_" + name, "How many %s have a free way round.".formatted(name)));
      all.add(
          new Feature(
              "rounded_" + name, "How many %s have a path of any kind round.".formatted(name)));
    }
    return all;
  }

  @Override
  public void describe(LiveCell cell, Row row) {
    row.addAll(cell.edges(), count(cell.live));
    row.addAll(cell.fanIn[cell.output()], inputFan(cell));
    int[] forks = forks(cell.fanIn);
    int[] out = forks(cell.fanOut);
    row.addAll(forks[0], out[0], forks[1], out[1]);
    boolean[][] free = freeWays(cell);
    int[][] any = paths(cell);
    double[][] sums = new double[operations.size()][7];
    for (int edge = 0; edge < cell.edges(); edge++) {
      if (cell.edgeOperation[edge] != CellGraph.PASS) {
        int from = cell.from[edge];
        int to = cell.to[edge];
        add(
            cell,
            sums[cell.edgeOperation[edge]],
            new int[] {from, to, from, to},
            free[from][to] && cell.kind(cell.edgeOperation[edge]) != OperationTraits.Kind.IDENTITY,
            any[from][to] > 1);
      }
    }
    for (int node = 0; node < cell.nodes; node++) {
      int operation = cell.operation(cell.stepOf(node));
      if (operation != CellGraph.PASS) {
        atNode(cell, node, sums[operation]);
      }
    }
    for (double[] sum : sums) {
      row.addAll(sum);
    }
  }

  private static void add(
      LiveCell cell, double[] sums, int[] ends, boolean isBypassed, boolean isRounded) {
    sums[0]++;
    sums[1] += ends[0] < cell.inputs ? 1 : 0;
    sums[2] += ends[1] == cell.output() ? 1 : 0;
    sums[3] += cell.fanIn[ends[2]];
    sums[4] += cell.fanOut[ends[3]];
    sums[5] += isBypassed ? 1 : 0;
    sums[6] += isRounded ? 1 : 0;
  }

  /** An operation at a node has a free way round if an edge goes past it. */
  private static void atNode(LiveCell cell, int node, double[] sums) {
    sums[0]++;
    sums[3] += cell.fanIn[node];
    sums[4] += cell.fanOut[node];
    boolean bypassed = false;
    int round = 0;
    for (int into = 0; into < cell.edges(); into++) {
      if (cell.to[into] != node) {
        continue;
      }
      sums[1] += cell.from[into] < cell.inputs ? 1 : 0;
      for (int out = 0; out < cell.edges(); out++) {
        if (cell.from[out] == node && isEdge(cell, cell.from[into], cell.to[out])) {
          bypassed = true;
          round++;
        }
      }
    }
    for (int out = 0; out < cell.edges(); out++) {
      sums[2] += cell.from[out] == node && cell.to[out] == cell.output() ? 1 : 0;
    }
    sums[5] += bypassed ? 1 : 0;
    sums[6] += round;
  }

  private static boolean isEdge(LiveCell cell, int from, int to) {
    for (int edge = 0; edge < cell.edges(); edge++) {
      if (cell.from[edge] == from && cell.to[edge] == to) {
        return true;
      }
    }
    return false;
  }

  /** Between which nodes a path of identities leads. */
  private static boolean[][] freeWays(LiveCell cell) {
    boolean[][] free = new boolean[cell.nodes][cell.nodes];
    for (int edge = 0; edge < cell.edges(); edge++) {
      boolean isFree = cell.kind(cell.edgeOperation[edge]) == OperationTraits.Kind.IDENTITY;
      for (int source = 0; source < cell.nodes && isFree; source++) {
        free[source][cell.to[edge]] |= source == cell.from[edge] || free[source][cell.from[edge]];
      }
    }
    return free;
  }

  /** How many paths lead from one node to another. */
  private static int[][] paths(LiveCell cell) {
    int[][] paths = new int[cell.nodes][cell.nodes];
    for (int edge = 0; edge < cell.edges(); edge++) {
      for (int source = 0; source < cell.nodes; source++) {
        paths[source][cell.to[edge]] +=
            source == cell.from[edge] ? 1 : paths[source][cell.from[edge]];
      }
    }
    return paths;
  }

  private static int count(boolean[] live) {
    int count = 0;
    for (boolean one : live) {
      count += one ? 1 : 0;
    }
    return count;
  }

  private static int inputFan(LiveCell cell) {
    int fan = 0;
    for (int input = 0; input < cell.inputs; input++) {
      fan += cell.fanOut[input];
    }
    return fan;
  }

  /** The largest, and how many are above one. */
  private static int[] forks(int[] fans) {
    int most = 0;
    int above = 0;
    for (int fan : fans) {
      most = Math.max(most, fan);
      above += fan > 1 ? 1 : 0;
    }
    return new int[] {most, above};
  }
}
