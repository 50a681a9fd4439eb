package org.kendall.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.TableCost;
import org.kendall.search.Round;
import org.kendall.search.RoundTau;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;

/**
 * A run in figures: what {@code summary.json} holds, at any moment of the run.
 *
 * @param best of the search by the objective, the first that is measured of several; empty before
 *     the first was measured
 * @param baseline best of the random search that the search is compared with; empty without one
 * @param front what several objectives come to; empty with one
 * @param rungs how far candidates came, lowest first; none without successive halving
 * @param unknownCosts by name, how many rows of its table do not tell a cost: such candidates are
 *     never evaluated
 * @param confirmed the best few measured again, best mean objective first
 * @param budgets what was found within each, where the job has budgets
 * @param utilisation busy slot time over available slot time: the seconds of all evaluations, of
 *     every stage, over the sum of slots times wall time of the sessions; zero before any time
 *     passed
 * @param wallSeconds that drivers worked on the run, all sessions together
 */
public record Summary(
    String job,
    String status,
    long seed,
    Metric objective,
    Trials trials,
    Optional<Standing> best,
    Optional<Standing> baseline,
    Optional<FrontResults> front,
    List<RungResults> rungs,
    Map<String, Long> unknownCosts,
    List<Confirmed> confirmed,
    List<BudgetResults.Result> budgets,
    List<RoundFigures> rounds,
    double utilisation,
    double wallSeconds,
    String kendallVersion) {

  /** Stages that not every job has. */
  private static final Set<Stage> SOMETIMES = Set.of(Stage.RIVAL, Stage.RERANK);

  /**
   * How many trials ended, and how.
   *
   * @param seconds that they took altogether
   */
  public record Counts(long measured, long failed, double seconds) {
    private static Counts of(List<Evaluation> evaluations) {
      long measured = evaluations.stream().filter(Measured.class::isInstance).count();
      double seconds = evaluations.stream().mapToDouble(one -> one.place().seconds()).sum();
      return new Counts(measured, evaluations.size() - measured, seconds);
    }
  }

  /**
   * How many trials ended, and how.
   *
   * @param stages the same by stage
   */
  public record Trials(long measured, long failed, Map<String, Counts> stages) {}

  /**
   * A round of the search.
   *
   * @param trials how many were proposed
   * @param measured how many of them were measured so far
   * @param learntFrom how many trials the predictor had learnt from; empty where none predicted, or
   *     the journal does not tell
   * @param kendallTau how well it was predicted, see {@link RoundTau}
   */
  public record RoundFigures(
      int round, int trials, long measured, OptionalInt learntFrom, OptionalDouble kendallTau) {}

  public static Summary of(RunLog log, SearchPlan plan) {
    Problem<?> problem = plan.problem();
    return new Summary(
        log.header().job(),
        log.status().label(),
        log.header().seed(),
        problem.objective(),
        trials(log),
        best(log, Stage.SEARCH, problem),
        best(log, Stage.BASELINE, problem),
        FrontResults.of(log, problem),
        RungResults.of(log),
        unknownCosts(problem),
        Confirmed.of(log, plan),
        BudgetResults.of(log, plan),
        rounds(log, problem.objective()),
        log.utilisation(),
        log.wallSeconds(),
        log.header().kendallVersion());
  }

  /** The text of {@code summary.json}. */
  public String toJson() {
    return Json.pretty(this) + "\n";
  }

  private static Trials trials(RunLog log) {
    Map<String, Counts> stages = new LinkedHashMap<>();
    for (Stage stage : Stage.values()) {
      List<Evaluation> ended = log.evaluations(stage);
      if (!ended.isEmpty() || !SOMETIMES.contains(stage)) {
        stages.put(stage.label(), Counts.of(ended));
      }
    }
    Counts all = Counts.of(log.evaluations());
    return new Trials(all.measured(), all.failed(), stages);
  }

  private static Optional<Standing> best(RunLog log, Stage stage, Problem<?> problem) {
    return log.ranked(stage).stream().findFirst().map(measured -> Standing.of(measured, problem));
  }

  private static Map<String, Long> unknownCosts(Problem<?> problem) {
    Map<String, Long> unknown = new LinkedHashMap<>();
    for (CostModel<?> cost : problem.costs()) {
      if (cost instanceof TableCost told && told.unknownRows() > 0) {
        unknown.put(told.name(), told.unknownRows());
      }
    }
    return unknown;
  }

  private static List<RoundFigures> rounds(RunLog log, Metric objective) {
    Map<Long, Evaluation> byTrial =
        log.evaluations(Stage.SEARCH).stream()
            .collect(Collectors.toMap(e -> e.trial().number(), Function.identity()));
    return log.rounds(Stage.SEARCH).stream()
        .map(
            round ->
                new RoundFigures(
                    round.number(),
                    round.trials().size(),
                    measured(round, byTrial),
                    round.isPredicted() ? round.seen() : OptionalInt.empty(),
                    RoundTau.of(round, byTrial, objective)))
        .toList();
  }

  private static long measured(Round round, Map<Long, Evaluation> byTrial) {
    return round.trials().stream()
        .map(proposed -> byTrial.get(proposed.trial().number()))
        .filter(Measured.class::isInstance)
        .count();
  }
}
