package org.kendall.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kendall.space.OperationTraits.Kind;

/** What describes a cell of NAS-Bench-101 in numbers, beside what any cell has. */
final class Nasbench101Features {
  /** In the order of the space. */
  private static final List<OperationTraits> OPERATIONS =
      List.of(
          new OperationTraits("conv1x1", Kind.POINTWISE),
          new OperationTraits("conv3x3", Kind.SPATIAL),
          new OperationTraits("pool", Kind.POOL));

  private static final CellFeatures FEATURES =
      CellFeatures.of(
          OPERATIONS,
          SignalFeatures.Joined.BY_CONCATENATION,
          List.of(new DistanceFeatures(OPERATIONS), new ChannelFeatures(OPERATIONS)));

  private static final List<Feature> FAMILIES =
      List.of(
          new Feature("edges", "The operations at the two ends of an edge."),
          new Feature("words", "The words that paths spell."),
          new Feature("readers", "An operation with all that it reads from."),
          new Feature("writers", "An operation with all that read from it."));

  /** Stand for the ends of the cell where operations are 0 to 2. */
  private static final int INPUT = 3;

  private static final int OUTPUT = 4;
  private static final int LABELS = 5;

  private Nasbench101Features() {}

  static List<Feature> features() {
    return FEATURES.features();
  }

  static List<Feature> families() {
    return FAMILIES;
  }

  static double[] features(CellGraph graph) {
    return FEATURES.describe(LiveCell.of(OPERATIONS, graph));
  }

  static List<Counts> parts(CellGraph graph) {
    LiveCell cell = LiveCell.of(OPERATIONS, graph);
    long[] edges = new long[cell.edges()];
    List<Integer> vertices = new ArrayList<>();
    for (int vertex = 0; vertex < cell.nodes; vertex++) {
      if (cell.live[vertex]) {
        vertices.add(vertex);
      }
    }
    for (int edge = 0; edge < edges.length; edge++) {
      edges[edge] = LABELS * label(cell, cell.from[edge]) + label(cell, cell.to[edge]);
    }
    long[] readers =
        vertices.stream().mapToLong(vertex -> around(cell, vertex, cell.to, cell.from)).toArray();
    long[] writers =
        vertices.stream().mapToLong(vertex -> around(cell, vertex, cell.from, cell.to)).toArray();
    return List.of(
        Counts.of(edges), Counts.of(cell.paths.word), Counts.of(readers), Counts.of(writers));
  }

  private static long label(LiveCell cell, int vertex) {
    if (vertex < cell.inputs) {
      return INPUT;
    }
    return vertex == cell.output() ? OUTPUT : cell.nodeOperation[vertex];
  }

  /** The labels at the far ends of the edges that are at this vertex by one end, as one number. */
  private static long around(LiveCell cell, int vertex, int[] here, int[] there) {
    int[] times = new int[LABELS];
    for (int edge = 0; edge < cell.edges(); edge++) {
      if (here[edge] == vertex) {
        times[(int) label(cell, there[edge])]++;
      }
    }
    long code = label(cell, vertex);
    for (int count : times) {
      code = code * (cell.nodes + 1) + count;
    }
    return code;
  }

  /** How far operations are from the input and from the output, on average over equal ones. */
  private record DistanceFeatures(List<OperationTraits> operations) implements FeatureGroup {
    @Override
    public List<Feature> features() {
      List<Feature> all = new ArrayList<>();
      for (OperationTraits operation : operations) {
        for (String far : List.of("longest", "shortest")) {
          String text = "Mean %s way from the %s to %s, in edges.";
          String name = operation.name();
          all.add(new Feature(far + "_to_" + name, text.formatted(far, "input", name)));
          all.add(new Feature(far + "_from_" + name, text.formatted(far, "output", name)));
        }
      }
      return all;
    }

    @Override
    public void describe(LiveCell cell, Row row) {
      int[][] longest = {new int[cell.nodes], new int[cell.nodes]};
      int[][] shortest = {new int[cell.nodes], new int[cell.nodes]};
      Arrays.fill(shortest[0], 1, cell.nodes, cell.nodes);
      Arrays.fill(shortest[1], 0, cell.output(), cell.nodes);
      for (int edge = 0; edge < cell.edges(); edge++) {
        farther(longest[0], shortest[0], cell.from[edge], cell.to[edge]);
      }
      for (int node = cell.output(); node > 0; node--) {
        for (int edge = 0; edge < cell.edges(); edge++) {
          if (cell.to[edge] == node) {
            farther(longest[1], shortest[1], node, cell.from[edge]);
          }
        }
      }
      for (int operation = 0; operation < operations.size(); operation++) {
        row.addAll(mean(cell, operation, longest[0]), mean(cell, operation, longest[1]));
        row.addAll(mean(cell, operation, shortest[0]), mean(cell, operation, shortest[1]));
      }
    }

    private static void farther(int[] longest, int[] shortest, int before, int after) {
      longest[after] = Math.max(longest[after], longest[before] + 1);
      shortest[after] = Math.min(shortest[after], shortest[before] + 1);
    }

    private static double mean(LiveCell cell, int operation, int[] distances) {
      double sum = 0;
      int count = 0;
      for (int node = 0; node < cell.nodes; node++) {
        if (cell.operation(cell.stepOf(node)) == operation) {
          sum += distances[node];
          count++;
        }
      }
      return count == 0 ? 0 : sum / count;
    }
  }
}
