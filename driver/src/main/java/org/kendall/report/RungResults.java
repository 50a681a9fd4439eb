package org.kendall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Stage;
import org.kendall.search.RunLog;

/**
 * How many of a search by successive halving came to a rung.
 *
 * @param fidelity of the rung, in (0, 1]
 * @param promoted those of them that were sent on to the next
 * @param best by the objective
 * @param work what they come to in full evaluations
 */
public record RungResults(
    double fidelity, int measured, int failed, int promoted, OptionalDouble best, double work) {
  /** Lowest rung first; none where no trial was on a ladder. */
  static List<RungResults> of(RunLog log) {
    TreeMap<Double, List<Evaluation>> rungs = new TreeMap<>();
    log.evaluations(Stage.SEARCH).stream()
        .filter(ended -> ended.trial().rung().isOnLadder())
        .forEach(
            ended ->
                rungs
                    .computeIfAbsent(ended.trial().fidelity(), any -> new ArrayList<>())
                    .add(ended));
    return rungs.entrySet().stream()
        .map(rung -> of(rung.getKey(), rung.getValue(), sentOnFrom(rung.getKey(), log), log))
        .toList();
  }

  /** The ladders whose next trial goes on from a fidelity. */
  private static Set<Long> sentOnFrom(double fidelity, RunLog log) {
    return log.rounds(Stage.SEARCH).stream()
        .flatMap(round -> round.trials().stream())
        .map(proposed -> proposed.trial())
        .filter(trial -> trial.rung().from() == fidelity)
        .map(trial -> trial.home())
        .collect(Collectors.toSet());
  }

  private static RungResults of(
      double fidelity, List<Evaluation> ended, Set<Long> promoted, RunLog log) {
    Metric objective = log.header().objective();
    int measured = (int) ended.stream().filter(Measured.class::isInstance).count();
    OptionalDouble best =
        ended.stream()
            .flatMapToDouble(one -> one.metric(objective.name()).stream())
            .map(objective.direction()::asGain)
            .max();
    return new RungResults(
        fidelity,
        measured,
        ended.size() - measured,
        promoted.size(),
        best.isPresent()
            ? OptionalDouble.of(objective.direction().asGain(best.getAsDouble()))
            : best,
        ended.stream().mapToDouble(one -> one.trial().work()).sum());
  }
}
