package org.kendall.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.report.Json;
import org.kendall.report.Spread;
import org.kendall.report.TextTable;
import org.kendall.search.RunLog;

/**
 * A ranking study in figures: what {@code summary.json} holds, at any moment of the run.
 *
 * @param fits how many ended well
 * @param failed how many did not
 * @param planned how many there are to be
 * @param results by predictor and train size; the predictor that is best at the largest size first
 * @param utilisation busy slot time over available slot time
 * @param wallSeconds that drivers worked on the run, all sessions together
 */
public record RankSummary(
    String job,
    String status,
    long seed,
    RankStudy study,
    int fits,
    int failed,
    long planned,
    List<Result> results,
    double utilisation,
    double wallSeconds,
    String kendallVersion) {

  /**
   * A predictor with one train size, over splits and seeds.
   *
   * @param fits how many ended well
   * @param figures mean and standard deviation by name; empty if all fits failed
   * @param importances of the features that matter most; empty where the predictor does not tell
   */
  public record Result(
      String predictor,
      int trainSize,
      int fits,
      int failed,
      Map<String, Spread> figures,
      List<Importance> importances) {
    private double tau() {
      Spread tau = figures.get(RankFigures.TAU);
      return tau == null ? Double.NEGATIVE_INFINITY : tau.mean();
    }
  }

  public static RankSummary of(RunLog log, Problem<RankCase> problem, RankStudy study) {
    long fits = log.evaluations().stream().filter(Measured.class::isInstance).count();
    return new RankSummary(
        log.header().job(),
        log.status().label(),
        log.header().seed(),
        study,
        (int) fits,
        log.evaluations().size() - (int) fits,
        problem.space().size(),
        results(log, problem),
        log.utilisation(),
        log.wallSeconds(),
        log.header().kendallVersion());
  }

  /** The text of {@code summary.json}. */
  public String toJson() {
    return Json.pretty(this) + "\n";
  }

  private record Group(String predictor, int trainSize) {}

  private static List<Result> results(RunLog log, Problem<RankCase> problem) {
    Map<Group, List<Evaluation>> groups = new LinkedHashMap<>();
    for (Evaluation evaluation : log.evaluations()) {
      RankCase one = problem.space().decode(evaluation.trial().candidate());
      groups
          .computeIfAbsent(
              new Group(one.predictor().name(), one.trainSize()), group -> new ArrayList<>())
          .add(evaluation);
    }
    List<Result> results = new ArrayList<>();
    groups.forEach((group, evaluations) -> results.add(result(group, evaluations, problem)));
    Map<String, Result> largest = new LinkedHashMap<>();
    results.stream()
        .sorted(Comparator.comparingInt(Result::trainSize))
        .forEach(result -> largest.put(result.predictor(), result));
    results.sort(
        Comparator.comparingDouble((Result result) -> -largest.get(result.predictor()).tau())
            .thenComparing(Result::predictor)
            .thenComparingInt(Result::trainSize));
    return results;
  }

  private static Result result(
      Group group, List<Evaluation> evaluations, Problem<RankCase> problem) {
    Map<String, Spread> figures = new LinkedHashMap<>();
    for (Metric metric : problem.evaluator().metrics()) {
      double[] values =
          evaluations.stream().flatMapToDouble(e -> e.metric(metric.name()).stream()).toArray();
      if (values.length > 0) {
        figures.put(metric.name(), Spread.of(values));
      }
    }
    int fits = (int) evaluations.stream().filter(Measured.class::isInstance).count();
    return new Result(
        group.predictor(),
        group.trainSize(),
        fits,
        evaluations.size() - fits,
        figures,
        importances(evaluations, problem));
  }

  private static List<Importance> importances(
      List<Evaluation> evaluations, Problem<RankCase> problem) {
    if (!(problem.evaluator() instanceof MeasurePredictor measure)) {
      return List.of();
    }
    List<Evaluation> measured = evaluations.stream().filter(Measured.class::isInstance).toList();
    List<Importance> weights = Importance.weights(measured, measure.kinds());
    return weights.isEmpty() ? Importance.of(measured, measure.features()) : weights;
  }

  /** Predictors by train sizes, as text for a terminal; lines end with a line feed. */
  public String text() {
    if (fits == 0) {
      return "Nothing was measured.\n";
    }
    List<Integer> sizes = results.stream().map(Result::trainSize).distinct().sorted().toList();
    TextTable table = new TextTable();
    List<String> header = new ArrayList<>(List.of("predictor"));
    sizes.forEach(size -> header.add("%,d seen".formatted(size)));
    table.add(header);
    for (String predictor : results.stream().map(Result::predictor).distinct().toList()) {
      List<String> row = new ArrayList<>(List.of(predictor));
      sizes.forEach(size -> row.add(cell(predictor, size)));
      table.add(row);
    }
    return "Kendall's tau, mean +- standard deviation over splits and seeds (%s, %s, %s):\n%s%s"
        .formatted(study.space(), study.label(), study.protocol(), table, ceiling());
  }

  private String cell(String predictor, int trainSize) {
    return results.stream()
        .filter(r -> r.predictor().equals(predictor) && r.trainSize() == trainSize)
        .filter(r -> r.figures().containsKey(RankFigures.TAU))
        .findFirst()
        .map(r -> r.figures().get(RankFigures.TAU))
        .map(tau -> "%.4f".formatted(tau.mean()) + deviation(tau))
        .orElse("-");
  }

  private static String deviation(Spread tau) {
    return tau.standardDeviation().isPresent()
        ? " +- %.4f".formatted(tau.standardDeviation().getAsDouble())
        : "";
  }

  private String ceiling() {
    return study.ceiling().tau().isPresent()
        ? "The label's noise leaves about %.3f: tau between rows and the means of their twins (%,d rows).\n"
            .formatted(study.ceiling().tau().getAsDouble(), study.ceiling().rows())
        : "";
  }
}
