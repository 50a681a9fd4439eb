package org.kendall.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;
import org.kendall.predict.KendallTau;

/**
 * How well a round was predicted: Kendall's tau-b between the scores that were journaled with its
 * proposals and what was then measured. Out of sample by construction.
 */
public final class RoundTau {
  /** Below that many pairs of scores a rank correlation says nothing. */
  private static final int MIN_MEASURED = 3;

  private RoundTau() {}

  /**
   * Tau-b of one round.
   *
   * @param evaluations by trial number; trials that are not there or failed are left out
   * @return empty where fewer than three predicted trials were measured, or all are tied
   */
  public static OptionalDouble of(
      Round round, Map<Long, Evaluation> evaluations, Metric objective) {
    List<double[]> pairs = new ArrayList<>();
    for (ProposedTrial proposed : round.trials()) {
      Evaluation evaluation = evaluations.get(proposed.trial().number());
      if (evaluation != null && proposed.predicted().isPresent()) {
        evaluation
            .metric(objective.name())
            .ifPresent(
                value ->
                    pairs.add(
                        new double[] {
                          proposed.predicted().getAsDouble(), objective.direction().asGain(value)
                        }));
      }
    }
    if (pairs.size() < MIN_MEASURED) {
      return OptionalDouble.empty();
    }
    double tau =
        KendallTau.of(
            pairs.stream().mapToDouble(pair -> pair[0]).toArray(),
            pairs.stream().mapToDouble(pair -> pair[1]).toArray());
    return Double.isNaN(tau) ? OptionalDouble.empty() : OptionalDouble.of(tau);
  }
}
