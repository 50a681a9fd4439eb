package org.kendall.predict;

import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/**
 * Kendall's tau-b: how far two rankings agree, from -1 to 1, ties being neither for nor against.
 */
public final class KendallTau {
  private KendallTau() {}

  /**
   * Tau-b of two lists of numbers for the same things, in O(n log n).
   *
   * @return not a number where one side has no order at all: fewer than two values, or all equal
   */
  public static double of(double[] first, double[] second) {
    return first.length < 2 && first.length == second.length
        ? Double.NaN
        : new KendallsCorrelation().correlation(first, second);
  }
}
