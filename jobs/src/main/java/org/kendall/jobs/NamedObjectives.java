package org.kendall.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Objectives;

/**
 * The objectives that a job names, out of what its evaluator measures and what its candidates cost.
 *
 * @param names empty where the job has one objective only
 */
record NamedObjectives(String objective, List<String> names, Map<String, Double> reference) {
  /**
   * The first of those named that is a metric, where several are named.
   *
   * @param objective what a job says that its objective is; empty where it says none
   * @throws IllegalArgumentException if both are said and do not agree
   */
  static String first(String objective, List<String> names, List<Metric> metrics) {
    Optional<String> measured =
        names.stream().filter(name -> find(metrics, name).isPresent()).findFirst();
    if (names.isEmpty() || measured.isEmpty()) {
      return objective.isEmpty() ? metrics.get(0).name() : objective;
    }
    if (!objective.isEmpty() && !objective.equals(measured.get())) {
      throw new IllegalArgumentException(
          "The objective (%s) is not the first measured one of the objectives (%s).\nMaybe leave it out."
              .formatted(objective, String.join(", ", names)));
    }
    return measured.get();
  }

  /**
   * With units and directions.
   *
   * @throws IllegalArgumentException if one is not known, or nothing would have to be measured
   */
  Objectives among(List<Metric> metrics, List<? extends CostModel<?>> costs) {
    List<String> asked = names.isEmpty() ? List.of(objective) : names;
    List<Metric> found = new ArrayList<>();
    for (String name : asked) {
      found.add(
          find(metrics, name)
              .or(() -> cost(costs, name))
              .orElseThrow(() -> unknown(name, metrics, costs)));
    }
    if (asked.stream().noneMatch(name -> find(metrics, name).isPresent())) {
      throw new IllegalArgumentException(
          "The objectives (%s) are known of every candidate: one at least must be measured, of %s."
              .formatted(
                  String.join(", ", asked),
                  String.join(", ", metrics.stream().map(Metric::name).toList())));
    }
    return new Objectives(found, reference);
  }

  private static Optional<Metric> find(List<Metric> metrics, String name) {
    return metrics.stream().filter(metric -> metric.name().equals(name)).findFirst();
  }

  private static Optional<Metric> cost(List<? extends CostModel<?>> costs, String name) {
    return costs.stream()
        .filter(cost -> cost.name().equals(name))
        .map(cost -> Metric.minimized(cost.name(), cost.unit()))
        .findFirst();
  }

  private static IllegalArgumentException unknown(
      String name, List<Metric> metrics, List<? extends CostModel<?>> costs) {
    List<String> known =
        Stream.concat(
                metrics.stream().map(Metric::name), costs.stream().<String>map(CostModel::name))
            .toList();
    return new IllegalArgumentException(
        "The objectives (%s) are neither measured nor a cost.\n%s"
            .formatted(name, Spelling.advice(name, known, "metrics and costs")));
  }
}
