package org.kendall.predict;

import org.apache.commons.math3.stat.correlation.KendallsCorrelation;

/** Kendall's tau-b: how far two lists of scores agree on the order, with ties accounted for. */
public final class KendallTau {
  private KendallTau() {}

  /**
   * Tau-b of two lists of equal length, in O(n log n).
   *
   * @return -1 to 1; NaN if either list is all ties
   */
  public static double of(double[] a, double[] b) {
    return new KendallsCorrelation().correlation(a, b);
  }
}
