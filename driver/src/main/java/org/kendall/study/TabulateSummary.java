package org.kendall.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.predict.KendallTau;
import org.kendall.report.Json;
import org.kendall.report.TextTable;
import org.kendall.search.RunLog;

/**
 * A table in figures: what {@code summary.json} holds, at any moment of the run.
 *
 * @param planned rows that there are to be
 * @param metric the table's first, with least, median and most of its means
 * @param tauOfSeeds Kendall's tau between the first two seeds; empty where there is one
 * @param relations how the other columns go with the first metric
 */
public record TabulateSummary(
    String job,
    String status,
    long seed,
    String metric,
    String unit,
    int rows,
    int planned,
    int failed,
    OptionalDouble least,
    OptionalDouble median,
    OptionalDouble most,
    OptionalDouble tauOfSeeds,
    List<Relation> relations,
    double utilisation,
    double wallSeconds,
    String kendallVersion) {
  /**
   * How a column ranks the rows, by the first metric; both are turned so that larger is better
   * (Ning et al., "Evaluating Efficient Performance Estimators of Neural Architectures", NeurIPS
   * 2021, section 3).
   *
   * @param tau Kendall's; empty where one does not vary, and so are the others
   * @param precisionAtTop the share of its best tenth that is among the best tenth
   * @param precisionAtBottom the share of its worst tenth that is among the worst tenth
   * @param bestRank the best rank among its best twentieth, from 1
   * @param worstRank the worst rank among its best twentieth
   */
  public record Relation(
      String name,
      OptionalDouble tau,
      OptionalDouble spearman,
      OptionalDouble precisionAtTop,
      OptionalDouble precisionAtBottom,
      OptionalDouble bestRank,
      OptionalDouble worstRank) {}

  public static <D> TabulateSummary of(RunLog log, Problem<TabulateCase<D>> problem) {
    Tabulate<?> tabulate = (Tabulate<?>) (Object) problem.evaluator();
    TabulateCases<D> cases = (TabulateCases<D>) problem.space();
    List<TabulatedRow> rows = TabulatedRow.of(log, problem);
    Metric first = tabulate.metrics().get(0);
    double[] means = rows.stream().mapToDouble(row -> row.mean(first)).sorted().toArray();
    return new TabulateSummary(
        log.header().job(),
        log.status().label(),
        log.header().seed(),
        first.name(),
        first.unit(),
        rows.size(),
        cases.candidates().size(),
        (int) log.evaluations().stream().filter(e -> !(e instanceof Measured)).count(),
        at(means, 0),
        at(means, means.length / 2),
        at(means, means.length - 1),
        tauOfSeeds(rows, first, cases.seeds()),
        relations(rows, tabulate),
        log.utilisation(),
        log.wallSeconds(),
        log.header().kendallVersion());
  }

  private static OptionalDouble at(double[] sorted, int place) {
    return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[place]);
  }

  private static OptionalDouble tauOfSeeds(List<TabulatedRow> rows, Metric first, int seeds) {
    return seeds < 2
        ? OptionalDouble.empty()
        : tau(
            rows.stream().mapToDouble(row -> row.ofSeed(first, 1)).toArray(),
            rows.stream().mapToDouble(row -> row.ofSeed(first, 2)).toArray());
  }

  private static OptionalDouble tau(double[] one, double[] other) {
    double tau = KendallTau.of(one, other);
    return Double.isFinite(tau) ? OptionalDouble.of(tau) : OptionalDouble.empty();
  }

  private static List<Relation> relations(List<TabulatedRow> rows, Tabulate<?> tabulate) {
    double[] label = gains(rows, tabulate.metrics().get(0));
    return Stream.concat(tabulate.metrics().stream().skip(1), tabulate.metricsBeside().stream())
        .map(metric -> relation(metric.name(), gains(rows, metric), label))
        .sorted(Comparator.comparingDouble(relation -> -relation.tau().orElse(-2)))
        .toList();
  }

  private static Relation relation(String name, double[] scores, double[] label) {
    OptionalDouble tau = tau(scores, label);
    OptionalDouble none = OptionalDouble.empty();
    if (tau.isEmpty()) {
      return new Relation(name, none, none, none, none, none, none);
    }
    Map<String, Double> figures = RankFigures.of(scores, label);
    Map<String, Double> turned = RankFigures.of(negated(scores), negated(label));
    return new Relation(
        name,
        tau,
        OptionalDouble.of(figures.get("spearman")),
        OptionalDouble.of(figures.get("precision_at_10pct")),
        OptionalDouble.of(turned.get("precision_at_10pct")),
        OptionalDouble.of(figures.get("best_rank_at_5pct")),
        OptionalDouble.of(RankFigures.worstRank(scores, label, 0.05)));
  }

  private static double[] negated(double[] values) {
    return Arrays.stream(values).map(value -> -value).toArray();
  }

  private static double[] gains(List<TabulatedRow> rows, Metric metric) {
    return rows.stream().mapToDouble(row -> metric.direction().asGain(row.mean(metric))).toArray();
  }

  /** The text of {@code summary.json}. */
  public String toJson() {
    return Json.pretty(this) + "\n";
  }

  /** For a terminal; lines end with a line feed. */
  public String text() {
    if (rows == 0) {
      return "No candidate is wholly measured.\n";
    }
    StringBuilder text = new StringBuilder();
    text.append(
        "%,d rows of %,d; %s from %s to %s, median %s %s%n"
            .formatted(rows, planned, metric, number(least), number(most), number(median), unit));
    tauOfSeeds.ifPresent(
        tau -> text.append("Kendall's tau between two seeds: %.3f%n".formatted(tau)));
    if (!relations.isEmpty()) {
      TextTable table = new TextTable();
      table.add(
          List.of(
              "ranks " + metric,
              "tau",
              "Spearman",
              "top 10 %",
              "worst 10 %",
              "best rank",
              "worst rank"));
      for (Relation relation : relations) {
        table.add(
            List.of(
                relation.name(),
                number(relation.tau()),
                number(relation.spearman()),
                number(relation.precisionAtTop()),
                number(relation.precisionAtBottom()),
                whole(relation.bestRank()),
                whole(relation.worstRank())));
      }
      text.append(table);
    }
    return text.toString();
  }

  private static String whole(OptionalDouble value) {
    return value.isPresent() ? "%.0f".formatted(value.getAsDouble()) : "-";
  }

  private static String number(OptionalDouble value) {
    return value.isPresent() ? "%.3f".formatted(value.getAsDouble()) : "-";
  }
}
