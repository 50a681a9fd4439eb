package org.kendall.evaluate.sampling;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How long something took, over and over, in milliseconds; to four digits.
 *
 * @param lower quartile
 * @param upper quartile
 */
record Timing(double median, double lower, double upper) {
  private static final MathContext DIGITS = new MathContext(4);

  /** Nothing. */
  static final Timing NONE = new Timing(0, 0, 0);

  /**
   * Of differences, where it may be that noise leaves less than nothing: none is below 0.
   *
   * @param milliseconds at least one
   */
  static Timing of(double[] milliseconds) {
    return new Timing(
        percentile(milliseconds, 50), percentile(milliseconds, 25), percentile(milliseconds, 75));
  }

  /** As it is known from before, without a spread. */
  static Timing known(double milliseconds) {
    return new Timing(milliseconds, milliseconds, milliseconds);
  }

  private static double percentile(double[] values, int percent) {
    double value = Math.max(0, StatUtils.percentile(values, percent));
    return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
  }
}
