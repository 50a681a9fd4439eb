package org.kendall.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Problem;
import org.kendall.report.Json;
import org.kendall.report.TextTable;
import org.kendall.search.RunLog;

/**
 * A comparison in figures: what {@code summary.json} holds, at any moment of the run.
 *
 * @param objective the names of several with commas between
 * @param measure what regrets are of, such as {@code missing hypervolume}
 * @param front what there is to find, where there are several objectives; may be empty
 * @param planned how many searches there are to be
 * @param results by strategy
 * @param wallSeconds that drivers worked on the run, all sessions together
 */
public record CompareSummary(
    String job,
    String status,
    long seed,
    String objective,
    String measure,
    String front,
    String unit,
    double within,
    int budget,
    int searches,
    int failed,
    long planned,
    List<Result> results,
    double utilisation,
    double wallSeconds,
    String kendallVersion) {

  /**
   * A strategy over its seeds.
   *
   * @param searches how many ended well
   * @param toBest evaluations until the best was found
   * @param toWithin evaluations until it was near
   * @param proposalSeconds the median over seeds of what one proposal took
   * @param end the regret at the end of the searches
   * @param curve regrets by evaluations
   */
  public record Result(
      String strategy,
      int searches,
      Reached toBest,
      Reached toWithin,
      OptionalDouble proposalSeconds,
      Optional<Ends> end,
      List<Point> curve) {}

  /** What searches ended with. */
  public record Ends(double median, double least, double most) {
    static Optional<Ends> of(double[] regrets) {
      double[] sorted = Arrays.stream(regrets).sorted().toArray();
      int n = sorted.length;
      return n == 0
          ? Optional.empty()
          : Optional.of(
              new Ends((sorted[(n - 1) / 2] + sorted[n / 2]) / 2, sorted[0], sorted[n - 1]));
    }
  }

  /**
   * Evaluations until something was reached. Searches that never did count as more than all.
   *
   * @param reached how many searches did
   * @param median empty if fewer than half did
   * @param worst empty unless all did
   */
  public record Reached(int reached, OptionalDouble median, OptionalDouble worst) {
    static Reached of(List<Measured> searches, String name) {
      double[] sorted =
          searches.stream()
              .mapToDouble(search -> search.metric(name).orElse(Double.POSITIVE_INFINITY))
              .sorted()
              .toArray();
      int reached = (int) Arrays.stream(sorted).filter(Double::isFinite).count();
      int n = sorted.length;
      return new Reached(
          reached,
          n == 0 ? OptionalDouble.empty() : finite((sorted[(n - 1) / 2] + sorted[n / 2]) / 2),
          n == 0 ? OptionalDouble.empty() : finite(sorted[n - 1]));
    }

    private static OptionalDouble finite(double value) {
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
  }

  /** The regret of the middle half of the searches after so many evaluations. */
  public record Point(int evaluations, double mean, double low, double high) {}

  public static CompareSummary of(RunLog log, Problem<StrategyCase> problem) {
    CompareStrategies compare = (CompareStrategies) (Object) problem.evaluator();
    SearchedTable searched = compare.searched();
    int measured = (int) log.evaluations().stream().filter(Measured.class::isInstance).count();
    return new CompareSummary(
        log.header().job(),
        log.status().label(),
        log.header().seed(),
        searched.objectives().names(),
        searched.objectives().areSeveral() ? "missing hypervolume" : "regret",
        searched.frontText(),
        searched.unit(),
        compare.within(),
        compare.budget(),
        measured,
        log.evaluations().size() - measured,
        problem.space().size(),
        results(log, problem, compare.budget()),
        log.utilisation(),
        log.wallSeconds(),
        log.header().kendallVersion());
  }

  private static List<Result> results(RunLog log, Problem<StrategyCase> problem, int budget) {
    Map<String, List<Measured>> searches = new LinkedHashMap<>();
    for (Evaluation evaluation : log.evaluations()) {
      if (evaluation instanceof Measured measured) {
        String name = problem.space().decode(measured.trial().candidate()).strategy().name();
        searches.computeIfAbsent(name, unseen -> new ArrayList<>()).add(measured);
      }
    }
    return searches.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> result(entry.getKey(), entry.getValue(), budget))
        .toList();
  }

  private static Result result(String name, List<Measured> searches, int budget) {
    List<Point> curve = new ArrayList<>();
    for (int evaluations : CompareFigures.powersOfTwo(budget)) {
      double[] regrets = values(searches, CompareFigures.REGRET + "_" + evaluations);
      if (regrets.length > 0) {
        InterquartileMean mean = InterquartileMean.of(regrets);
        curve.add(new Point(evaluations, mean.mean(), mean.low(), mean.high()));
      }
    }
    double[] seconds = values(searches, CompareFigures.PROPOSAL_SECONDS);
    Arrays.sort(seconds);
    return new Result(
        name,
        searches.size(),
        Reached.of(searches, CompareFigures.TO_BEST),
        Reached.of(searches, CompareFigures.TO_WITHIN),
        seconds.length == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(seconds[seconds.length / 2]),
        Ends.of(values(searches, CompareFigures.REGRET)),
        curve);
  }

  private static double[] values(List<Measured> searches, String name) {
    return searches.stream().flatMapToDouble(search -> search.metric(name).stream()).toArray();
  }

  /** The text of {@code summary.json}. */
  public String toJson() {
    return Json.pretty(this) + "\n";
  }

  /** Strategies by what they took, as text for a terminal; lines end with a line feed. */
  public String text() {
    if (searches == 0) {
      return "Nothing was measured.\n";
    }
    return front.isEmpty() ? textOfOne() : textOfFront();
  }

  private String textOfOne() {
    TextTable table = new TextTable();
    table.add(
        List.of(
            "strategy",
            "seeds",
            "found best",
            "median",
            "worst",
            "came near",
            "median",
            "worst",
            "ms a proposal"));
    for (Result result : results) {
      List<String> row = new ArrayList<>(List.of(result.strategy(), "" + result.searches()));
      row.addAll(cells(result.toBest()));
      row.addAll(cells(result.toWithin()));
      row.add(milliseconds(result));
      table.add(row);
    }
    return "Evaluations until the best was found, and until one within %s %s of it (%s, up to %,d):\n%s"
        .formatted(within, unit, objective, budget, table);
  }

  private String textOfFront() {
    TextTable table = new TextTable();
    table.add(
        List.of(
            "strategy",
            "seeds",
            "median",
            "least",
            "most",
            "came near",
            "median",
            "worst",
            "ms a proposal"));
    for (Result result : results) {
      List<String> row = new ArrayList<>(List.of(result.strategy(), "" + result.searches()));
      Ends missing = result.end().orElseThrow();
      DoubleStream.of(missing.median(), missing.most(), missing.least())
          .forEach(one -> row.add("%.2f %%".formatted(100 - one)));
      row.addAll(cells(result.toWithin()));
      row.add(milliseconds(result));
      table.add(row);
    }
    return "Hypervolume after %,d evaluations as a share of the true front's (%s), and evaluations until %s %%:\n%s"
            .formatted(budget, objective, 100 - within, table)
        + "True front: %s.\n".formatted(front);
  }

  private static List<String> cells(Reached reached) {
    return List.of("" + reached.reached(), count(reached.median()), count(reached.worst()));
  }

  private static String milliseconds(Result result) {
    return "%.2f".formatted(1000 * result.proposalSeconds().orElse(0));
  }

  private static String count(OptionalDouble evaluations) {
    return evaluations.isPresent() ? "%.1f".formatted(evaluations.getAsDouble()) : "-";
  }
}
