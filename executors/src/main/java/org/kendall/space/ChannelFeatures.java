package org.kendall.space;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide the operations of a NAS-Bench-101 cell are, and so what its network costs (Ying et al.,
 * 2019, section 2.2). See {@link Widths}.
 */
record ChannelFeatures(List<OperationTraits> operations) implements FeatureGroup {
  /** Sums over the nine cells of squared widths, in units of the first stage's: 3 of 1, 4, 16. */
  private static final double CONVOLUTIONS = 63;

  /** The same for what reads the cell's input, half as wide where a stage begins. */
  private static final double PROJECTIONS = 53;

  private static final double FIRST_WIDTH = 128;
  private static final double STEM_AND_HEAD = 8_600;

  ChannelFeatures {
    operations = List.copyOf(operations);
  }

  @Override
  public List<Feature> features() {
    List<Feature> all = new ArrayList<>();
    all.add(new Feature("log_parameters", "Log of the parameters of the benchmark's network."));
    all.add(new Feature("log_work", "Log of its multiply-adds, relative to one 1x1 convolution."));
    all.add(new Feature("log_width_least", "Log of the narrowest vertex's share of the width."));
    all.add(new Feature("log_width_most", "Log of the widest vertex's share of the width."));
    all.add(new Feature("log_width_mean", "Mean log of the vertices' shares of the width."));
    all.add(new Feature("projections", "Width that is projected from the cell's input."));
    all.add(new Feature("residual", "Whether the cell's input is added at its output."));
    for (OperationTraits operation : operations) {
      String name = operation.name();
      all.add(new Feature("width_" + name, "Widths of all %s together.".formatted(name)));
      all.add(
          new Feature("log_mean_width_" + name, "Log of the mean width of %s.".formatted(name)));
      all.add(
          new Feature(
              "width_last_" + name, "Share of the output's width that %s makes.".formatted(name)));
    }
    return all;
  }

  @Override
  public void describe(LiveCell cell, Row row) {
    double[] widths = Widths.of(cell);
    double projections = 0;
    double residual = 0;
    for (int edge = 0; edge < cell.edges(); edge++) {
      projections += cell.from[edge] == 0 ? widths[cell.to[edge]] : 0;
      residual += cell.from[edge] == 0 && cell.to[edge] == cell.output() ? 1 : 0;
    }
    double squares = 0;
    double[][] sums = new double[operations.size()][3]; // width, how many, width at the output
    for (int node = cell.inputs; node < cell.output(); node++) {
      if (cell.live[node]) {
        int operation = cell.nodeOperation[node];
        squares += widths[node] * widths[node] * taps(operations.get(operation).kind());
        sums[operation][0] += widths[node];
        sums[operation][1]++;
        sums[operation][2] += Widths.leadsToOutput(cell, node) ? widths[node] : 0;
      }
    }
    double unit = FIRST_WIDTH * FIRST_WIDTH;
    row.add(Math.log(STEM_AND_HEAD + unit * (PROJECTIONS * projections + CONVOLUTIONS * squares)));
    row.add(Math.log(0.05 + 8 * projections + 9 * squares)); // every stage does the same work
    spread(cell, widths, row);
    row.addAll(projections, residual);
    for (double[] sum : sums) {
      row.addAll(sum[0], sum[1] == 0 ? 0 : Math.log(sum[0] / sum[1]) + 2, sum[2]);
    }
  }

  private static int taps(OperationTraits.Kind kind) {
    return switch (kind) {
      case SPATIAL -> 9;
      case POINTWISE -> 1;
      case POOL, IDENTITY -> 0;
    };
  }

  private static void spread(LiveCell cell, double[] widths, Row row) {
    double least = 0;
    double most = Double.NEGATIVE_INFINITY;
    double sum = 0;
    int count = 0;
    for (int node = cell.inputs; node < cell.output(); node++) {
      if (cell.live[node]) {
        double log = Math.log(widths[node]);
        least = Math.min(least, log);
        most = Math.max(most, log);
        sum += log;
        count++;
      }
    }
    row.addAll(least, count == 0 ? 0 : most, count == 0 ? 0 : sum / count);
  }
}
