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

/** The names and units of what is measured and of what it costs; the names of stages. */
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

  /** What was measured over several trials, by name; what none measured is left out. */
  static Map<String, Spread> spreads(List<? extends Evaluation> evaluations, Problem<?> problem) {
    Map<String, Spread> spreads = new LinkedHashMap<>();
    for (String name : metricNames(evaluations, problem)) {
      double[] values =
          evaluations.stream().flatMapToDouble(e -> e.metric(name).stream()).toArray();
      if (values.length > 0) {
        spreads.put(name, Spread.of(values));
      }
    }
    return spreads;
  }

  static List<String> costNames(Problem<?> problem) {
    return problem.costs().stream().map(CostModel::name).toList();
  }

  /**
   * The units of metrics and costs by name. A metric that the evaluator does not announce has the
   * unit of one that does if they differ in the first word only, as {@code test_accuracy} and
   * {@code validation_accuracy}.
   */
  static Map<String, String> units(List<? extends Evaluation> evaluations, Problem<?> problem) {
    Map<String, String> units = new LinkedHashMap<>();
    problem.costs().forEach(cost -> units.put(cost.name(), cost.unit()));
    List<Metric> announced = problem.evaluator().metrics();
    announced.forEach(metric -> units.put(metric.name(), metric.unit()));
    for (String name : metricNames(evaluations, problem)) {
      announced.stream()
          .filter(metric -> alike(metric.name(), name))
          .forEach(metric -> units.putIfAbsent(name, metric.unit()));
    }
    return units;
  }

  /** Which way is better, by the metric's name; told for others than the announced as units are. */
  static Map<String, Metric.Direction> directions(
      List<? extends Evaluation> evaluations, Problem<?> problem) {
    Map<String, Metric.Direction> directions = new LinkedHashMap<>();
    List<Metric> announced = problem.evaluator().metrics();
    announced.forEach(metric -> directions.put(metric.name(), metric.direction()));
    for (String name : metricNames(evaluations, problem)) {
      announced.stream()
          .filter(metric -> alike(metric.name(), name))
          .forEach(metric -> directions.putIfAbsent(name, metric.direction()));
    }
    return directions;
  }

  private static boolean alike(String announced, String name) {
    return afterFirstWord(announced).equals(afterFirstWord(name));
  }

  private static String afterFirstWord(String name) {
    return name.substring(name.indexOf('_') + 1);
  }
}
