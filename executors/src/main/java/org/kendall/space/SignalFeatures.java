package org.kendall.space;

import java.util.ArrayList;
import java.util.List;

/**
 * What a linear model of the cell says about the signal at its output. The input has amplitude one;
 * an identity adds what comes in coherently; a pool lets a share of the amplitude through; a
 * convolution with its batch norm makes something new, of variance one, whatever comes in. So the
 * state of a node is a vector over sources (the input and the convolutions), and the output's power
 * is spread over them.
 *
 * @param name tells features of different shares apart
 * @param pool the share of the amplitude that a pool lets through
 * @param joined how the edges into the output come together
 */
record SignalFeatures(String name, double pool, Joined joined) implements FeatureGroup {
  /** How what leads to the output comes together, and so how the input is read. */
  enum Joined {
    /** Amplitudes add; all nodes are equally wide, so the input is read as it is. */
    BY_SUM,
    /**
     * Each vertex gives a share of the channels; so the input is projected for each that reads it,
     * by a convolution that is not one of the cell's operations.
     */
    BY_CONCATENATION
  }

  /** Powers below count as none: then a source's depth means nothing. */
  private static final double NOTHING = 1e-12;

  @Override
  public List<Feature> features() {
    List<Feature> all = new ArrayList<>();
    String share = " where pools let %s of the amplitude through.".formatted(pool);
    add(all, "power", "Log of the output's power" + share);
    add(all, "input", "Power of the cell's input at the output" + share);
    add(all, "input_share", "The input's share of the output's power" + share);
    add(all, "pointwise", "Power of 1x1 convolutions at the output" + share);
    add(all, "spatial", "Power of larger convolutions at the output" + share);
    add(all, "spatial_share", "Their share of the output's power" + share);
    add(all, "sources", "Effective number of sources of the output's power" + share);
    add(all, "depth", "Mean convolutions behind the output, weighted by power" + share);
    add(all, "spatial_depth", "Mean larger convolutions behind the output, by power" + share);
    add(all, "depth_variance", "Variance of the convolutions behind the output" + share);
    add(all, "deepest", "Most convolutions behind a source of the output" + share);
    add(all, "fed", "Mean log power that convolutions read" + share);
    return all;
  }

  private void add(List<Feature> all, String what, String help) {
    all.add(new Feature("signal_%s_%s".formatted(name, what), help));
  }

  @Override
  public void describe(LiveCell cell, Row row) {
    Model model = new Model(cell);
    for (int node = cell.inputs; node < cell.nodes; node++) {
      model.fill(node);
    }
    model.report(row);
  }

  /** The vectors of all nodes, and what stands behind each source. */
  private final class Model {
    private final LiveCell cell;
    private final double[][]
        states; // (nodes, sources); source 0 is the input, 1 + step a convolution
    private final double[] depth;
    private final double[] square;
    private final double[] spatial;
    private double fed;
    private int convolutions;

    Model(LiveCell cell) {
      this.cell = cell;
      int sources = 1 + cell.steps();
      states = new double[cell.nodes][sources];
      for (int input = 0; input < cell.inputs; input++) {
        states[input][0] = 1;
      }
      depth = new double[sources];
      square = new double[sources];
      spatial = new double[sources];
    }

    void fill(int node) {
      if (!cell.live[node]) {
        return;
      }
      for (int edge = 0; edge < cell.edges(); edge++) {
        if (cell.to[edge] == node) {
          pass(edge, states[cell.from[edge]], states[node]);
        }
      }
      int step = cell.stepOf(node);
      if (cell.operation(step) != CellGraph.PASS) {
        double[] after = new double[depth.length];
        pass(step, states[node], after);
        states[node] = after;
      }
    }

    private void pass(int step, double[] before, double[] after) {
      int operation = cell.operation(step);
      boolean isEdge = step < cell.edges();
      if (isEdge && joined == Joined.BY_CONCATENATION) {
        join(step, before, after);
        return;
      }
      if (cell.isConvolution(operation)) {
        source(1 + step, before, cell.kind(operation) == OperationTraits.Kind.SPATIAL ? 1 : 0);
        after[1 + step] += 1;
        return;
      }
      double share = cell.kind(operation) == OperationTraits.Kind.POOL ? pool : 1;
      for (int source = 0; source < before.length; source++) {
        after[source] += share * before[source];
      }
    }

    private void join(int edge, double[] before, double[] after) {
      boolean isLast = cell.to[edge] == cell.output();
      if (cell.from[edge] < cell.inputs) {
        after[1 + edge] += 1; // new channels that stand for the input, without any depth
        return;
      }
      for (int source = 0; source < before.length; source++) {
        after[source] =
            isLast
                ? Math.hypot(after[source], before[source] / Math.sqrt(sharers()))
                : after[source] + before[source];
      }
    }

    /** How many vertices share the output's channels; the input is added to them. */
    private int sharers() {
      int sharers = 0;
      for (int edge = 0; edge < cell.edges(); edge++) {
        boolean isLast = cell.to[edge] == cell.output();
        sharers += isLast && cell.from[edge] >= cell.inputs ? 1 : 0;
      }
      return sharers;
    }

    private void source(int source, double[] before, int isSpatial) {
      double power = power(before);
      double mean = mean(before, depth, power);
      depth[source] = 1 + mean;
      square[source] = 1 + 2 * mean + mean(before, square, power);
      spatial[source] = isSpatial + mean(before, spatial, power);
      fed += Math.log(power + NOTHING);
      convolutions++;
    }

    void report(Row row) {
      double[] output = states[cell.output()];
      double power = power(output);
      double input = output[0] * output[0];
      double pointwise = 0;
      double larger = 0;
      double fourth = 0;
      double deepest = 0;
      for (int source = 0; source < output.length; source++) {
        double one = output[source] * output[source];
        fourth += one * one;
        if (source > 0 && one > 0) {
          OperationTraits.Kind kind = cell.kind(cell.operation(source - 1));
          larger += kind == OperationTraits.Kind.SPATIAL ? one : 0;
          pointwise += kind == OperationTraits.Kind.POINTWISE ? one : 0;
          input += kind == OperationTraits.Kind.IDENTITY ? one : 0; // a projection
          deepest = Math.max(deepest, depth[source]);
        }
      }
      double mean = mean(output, depth, power);
      row.addAll(Math.log(power + 1e-3), input, share(input, power), pointwise, larger);
      row.addAll(share(larger, power), share(power * power, fourth));
      row.addAll(mean, mean(output, spatial, power));
      row.addAll(mean(output, square, power) - mean * mean, deepest);
      row.add(convolutions == 0 ? 0 : fed / convolutions);
    }
  }

  private static double power(double[] state) {
    double power = 0;
    for (double amplitude : state) {
      power += amplitude * amplitude;
    }
    return power;
  }

  /** The mean of a figure of the sources, weighted by power. */
  private static double mean(double[] state, double[] figures, double power) {
    double sum = 0;
    for (int source = 0; source < state.length; source++) {
      sum += state[source] * state[source] * figures[source];
    }
    return share(sum, power);
  }

  private static double share(double part, double whole) {
    return whole < NOTHING ? 0 : part / whole;
  }
}
