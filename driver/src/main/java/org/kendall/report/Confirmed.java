package org.kendall.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.search.ProposedTrial;
import org.kendall.search.Round;
import org.kendall.search.RunLog;
import org.kendall.space.Candidate;

/**
 * One of the best few, measured again from other seeds.
 *
 * @param arms which it is among the best of: {@code search}, {@code baseline} or both
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
  static List<Confirmed> of(RunLog log, Problem<?> problem) {
    Map<Candidate, List<Evaluation>> byCandidate = new LinkedHashMap<>();
    log.evaluations(Stage.CONFIRM).stream()
        .sorted(Comparator.comparingLong(evaluation -> evaluation.trial().number()))
        .forEach(
            evaluation ->
                byCandidate
                    .computeIfAbsent(evaluation.trial().candidate(), c -> new ArrayList<>())
                    .add(evaluation));
    Map<Candidate, List<String>> arms = arms(log);
    List<Confirmed> confirmed = new ArrayList<>();
    byCandidate.forEach(
        (candidate, evaluations) ->
            confirmed.add(of(evaluations, arms.getOrDefault(candidate, List.of()), problem)));
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

  /**
   * Which arm each confirmed candidate came from. Every arm sends its best k; k is the smallest
   * with which all that is being confirmed is accounted for.
   */
  private static Map<Candidate, List<String>> arms(RunLog log) {
    Set<Candidate> rest = new LinkedHashSet<>();
    for (Round round : log.rounds(Stage.CONFIRM)) {
      round.trials().stream().map(ProposedTrial::trial).map(Trial::candidate).forEach(rest::add);
    }
    Map<Stage, List<Measured>> ranked = new LinkedHashMap<>();
    for (Stage arm : List.of(Stage.SEARCH, Stage.BASELINE)) {
      ranked.put(arm, log.ranked(arm));
    }
    int most = ranked.values().stream().mapToInt(List::size).max().orElse(0);
    Map<Candidate, List<String>> arms = new HashMap<>();
    for (int place = 0; place < most && !rest.isEmpty(); place++) {
      for (Map.Entry<Stage, List<Measured>> arm : ranked.entrySet()) {
        if (place < arm.getValue().size()) {
          Candidate candidate = arm.getValue().get(place).trial().candidate();
          rest.remove(candidate);
          arms.computeIfAbsent(candidate, c -> new ArrayList<>()).add(arm.getKey().label());
        }
      }
    }
    return arms;
  }

  private double gain(Metric objective) {
    Spread spread = metrics.get(objective.name());
    return spread == null ? Double.NEGATIVE_INFINITY : objective.direction().asGain(spread.mean());
  }
}
