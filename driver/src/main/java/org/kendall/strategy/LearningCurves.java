package org.kendall.strategy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;

/**
 * What those gained from each rung on who went all the way up, and so who need not try. Immutable.
 *
 * <p>A curve is hopeless if even the largest such gain, added to what its candidate has reached,
 * would leave it behind the best. Before five have gone all the way, none is.
 */
final class LearningCurves {
  private static final int ENOUGH = 5;

  private final int known;
  private final double best;
  private final double[] mostGained;

  private LearningCurves(int known, double best, double[] mostGained) {
    this.known = known;
    this.best = best;
    this.mostGained = mostGained;
  }

  static LearningCurves of(SuccessiveHalving rule, Ask ask) {
    Map<Long, double[]> gains = gains(rule, ask);
    int top = rule.rungs() - 1;
    int known = 0;
    double best = Double.NEGATIVE_INFINITY;
    double[] mostGained = new double[rule.rungs()];
    Arrays.fill(mostGained, Double.NEGATIVE_INFINITY);
    for (double[] curve : gains.values()) {
      if (!Double.isNaN(curve[top])) {
        known++;
        best = Math.max(best, curve[top]);
        for (int rung = 0; rung < top; rung++) {
          mostGained[rung] = Math.max(mostGained[rung], curve[top] - curve[rung]);
        }
      }
    }
    return new LearningCurves(rule.stopHopeless() ? known : 0, best, mostGained);
  }

  /** By ladder and rung, NaN where nothing was measured. */
  private static Map<Long, double[]> gains(SuccessiveHalving rule, Ask ask) {
    Metric objective = ask.problem().objective();
    Map<Long, double[]> gains = new HashMap<>();
    for (Evaluation ended : ask.history().evaluations()) {
      OptionalDouble value = ended.metric(objective.name());
      if (ended.trial().rung().isOnLadder() && value.isPresent()) {
        double[] curve =
            gains.computeIfAbsent(
                ended.trial().home(),
                ladder -> {
                  double[] none = new double[rule.rungs()];
                  Arrays.fill(none, Double.NaN);
                  return none;
                });
        curve[rule.rung(ended.trial().fidelity())] =
            objective.direction().asGain(value.getAsDouble());
      }
    }
    return gains;
  }

  /** Whether one who has reached so much on a rung will not be the best. */
  boolean isHopeless(int rung, double gain) {
    return known >= ENOUGH && gain + mostGained[rung] < best;
  }
}
