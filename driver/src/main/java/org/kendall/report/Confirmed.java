package org.kendall.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.search.Arms;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;
import org.kendall.space.Candidate;

/**
 * One of the best few, measured again from other seeds.
 *
 * @param arms that put it forward, by their names in {@link Arms}
 * @param candidate in the words of its space
 * @param options the option taken, by the name of the choice
 * @param seeds of the trials that were measured, in the order in which they were proposed
 * @param failed how many of its trials failed
 * @param metrics what was measured, over the seeds
 * @param costs by name
 */
public record Confirmed(
    List<String> arms,
    String candidate,
    Map<String, String> options,
    List<Long> seeds,
    int failed,
    Map<String, Spread> metrics,
    Map<String, Double> costs) {

  /**
   * All candidates of stage {@link Stage#CONFIRM} that have a result, the best mean objective
   * first.
   */
  static List<Confirmed> of(RunLog log, SearchPlan plan) {
    Problem<?> problem = plan.problem();
    Map<Candidate, List<Evaluation>> byCandidate = new LinkedHashMap<>();
    log.evaluations(Stage.CONFIRM).stream()
        .sorted(Comparator.comparingLong(evaluation -> evaluation.trial().number()))
        .forEach(
            evaluation ->
                byCandidate
                    .computeIfAbsent(evaluation.trial().candidate(), c -> new ArrayList<>())
                    .add(evaluation));
    Map<Candidate, Set<String>> arms = Arms.byCandidate(log, plan);
    List<Confirmed> confirmed = new ArrayList<>();
    byCandidate.forEach(
        (candidate, evaluations) ->
            confirmed.add(
                of(evaluations, List.copyOf(arms.getOrDefault(candidate, Set.of())), problem)));
    confirmed.sort(Comparator.comparingDouble(c -> -c.gain(problem.objective())));
    return confirmed;
  }

  private static Confirmed of(List<Evaluation> evaluations, List<String> arms, Problem<?> problem) {
    Candidate candidate = evaluations.get(0).trial().candidate();
    List<Long> seeds =
        evaluations.stream()
            .filter(Measured.class::isInstance)
            .map(evaluation -> evaluation.trial().seed())
            .toList();
    return new Confirmed(
        arms,
        problem.space().describe(candidate),
        Standing.options(candidate, problem),
        seeds,
        evaluations.size() - seeds.size(),
        Figures.spreads(evaluations, problem),
        problem.costs(candidate));
  }

  private double gain(Metric objective) {
    Spread spread = metrics.get(objective.name());
    return spread == null ? Double.NEGATIVE_INFINITY : objective.direction().asGain(spread.mean());
  }
}
