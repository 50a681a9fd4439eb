package org.kendall.space;

import java.util.ArrayList;
import java.util.List;

/**
 * How many operations of each kind a random walk meets: from the output backwards, taking each
 * incoming edge with equal chance (White et al.'s fan-averaged depth), and from the input forwards.
 */
record DepthFeatures(List<OperationTraits> operations) implements FeatureGroup {
  DepthFeatures {
    operations = List.copyOf(operations);
  }

  @Override
  public List<Feature> features() {
    List<Feature> all = new ArrayList<>();
    List<String> names = new ArrayList<>(operations.stream().map(OperationTraits::name).toList());
    names.add("convolutions");
    for (String name : names) {
      for (String way : List.of("back", "forth")) {
        String walk = way.equals("back") ? "back from the output" : "on from the input";
        all.add(
            new Feature(
                "walk_%s_%s".formatted(way, name),
                "Expected %s on a random walk %s.".formatted(name, walk)));
        all.add(
            new Feature(
                "walk_%s_%s_variance".formatted(way, name),
                "Variance of the %s on a random walk %s.".formatted(name, walk)));
      }
    }
    return all;
  }

  @Override
  public void describe(LiveCell cell, Row row) {
    double[] weights = new double[cell.steps()];
    for (int kind = 0; kind <= operations.size(); kind++) {
      for (int step = 0; step < weights.length; step++) {
        int operation = cell.operation(step);
        boolean counts =
            kind == operations.size() ? cell.isConvolution(operation) : operation == kind;
        weights[step] = counts ? 1 : 0;
      }
      back(cell, weights, row);
      forth(cell, weights, row);
    }
  }

  private static void back(LiveCell cell, double[] weights, Row row) {
    double[] mean = new double[cell.nodes];
    double[] square = new double[cell.nodes];
    for (int edge = 0; edge < cell.edges(); edge++) { // by target, so sources are complete
      int source = cell.from[edge];
      int target = cell.to[edge];
      double step = weights[edge] + weights[cell.stepOf(target)];
      mean[target] += (mean[source] + step) / cell.fanIn[target];
      square[target] +=
          (square[source] + 2 * step * mean[source] + step * step) / cell.fanIn[target];
    }
    int output = cell.output();
    row.addAll(mean[output], square[output] - mean[output] * mean[output]);
  }

  private static void forth(LiveCell cell, double[] weights, Row row) {
    double[] mean = new double[cell.nodes];
    double[] square = new double[cell.nodes];
    for (int node = cell.nodes - 1; node >= 0; node--) {
      for (int edge = 0; edge < cell.edges(); edge++) {
        if (cell.from[edge] == node) {
          int target = cell.to[edge];
          double step = weights[edge] + weights[cell.stepOf(target)];
          mean[node] += (mean[target] + step) / cell.fanOut[node];
          square[node] +=
              (square[target] + 2 * step * mean[target] + step * step) / cell.fanOut[node];
        }
      }
    }
    double start = 0;
    double startSquare = 0;
    for (int input = 0; input < cell.inputs; input++) {
      start += mean[input] / cell.inputs;
      startSquare += square[input] / cell.inputs;
    }
    row.addAll(start, startSquare - start * start);
  }
}
