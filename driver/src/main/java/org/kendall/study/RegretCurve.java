package org.kendall.study;

import java.util.OptionalInt;

/**
 * How far the best found was from the best there is, evaluation by evaluation. Immutable.
 *
 * <p>Gains are larger for better architectures; each evaluation is of another architecture.
 */
final class RegretCurve {
  private final double[] regrets; // (evaluations), never rising

  /**
   * @param gains (evaluations), in the order in which they came in; NaN where one failed
   * @param optimum the best gain there is
   */
  RegretCurve(double[] gains, double optimum) {
    regrets = new double[gains.length];
    double regret = Double.POSITIVE_INFINITY;
    for (int i = 0; i < gains.length; i++) {
      regret = Double.isNaN(gains[i]) ? regret : Math.min(regret, Math.max(0, optimum - gains[i]));
      regrets[i] = regret;
    }
  }

  /** How many evaluations there were. */
  int evaluations() {
    return regrets.length;
  }

  /**
   * The regret after so many evaluations, 1 .. evaluations, in the objective's unit; infinite while
   * all have failed.
   */
  double after(int evaluations) {
    return regrets[evaluations - 1];
  }

  /**
   * How many evaluations it took to come so near, in the objective's unit; empty if it never did.
   */
  OptionalInt evaluationsTo(double regret) {
    // Accuracies are means of decimals with few digits: a difference below that is rounding.
    double reached = regret + 1e-9;
    for (int i = 0; i < regrets.length; i++) {
      if (regrets[i] <= reached) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }
}
