package org.kendall.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;

/** The names and units of what is measured and of what it costs. */
final class Figures {
  private Figures() {}

  /** The evaluator's metrics in its order, then by name what else was measured. */
  static List<String> metricNames(List<? extends Evaluation> evaluations, Problem<?> problem) {
    List<String> names =
        new ArrayList<>(problem.evaluator().metrics().stream().map(Metric::name).toList());
    TreeSet<String> others = new TreeSet<>();
    for (Evaluation evaluation : evaluations) {
      if (evaluation instanceof Measured measured) {
        others.addAll(measured.metrics().keySet());
      }
    }
    names.forEach(others::remove);
    names.addAll(others);
    return names;
  }

  static List<String> costNames(Problem<?> problem) {
    return problem.costs().stream().map(CostModel::name).toList();
  }

  /** The units of metrics and costs by name. */
  static Map<String, String> units(Problem<?> problem) {
    Map<String, String> units = new LinkedHashMap<>();
    problem.costs().forEach(cost -> units.put(cost.name(), cost.unit()));
    problem.evaluator().metrics().forEach(metric -> units.put(metric.name(), metric.unit()));
    return units;
  }
}
