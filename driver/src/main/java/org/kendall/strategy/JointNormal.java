package org.kendall.strategy;

import java.util.Arrays;

/**
 * What is still uncertain about a few values with a joint normal distribution, as one after the
 * other comes to be known. Used by one thread only.
 */
final class JointNormal {
  /** Below this share of the largest variance a value counts as known. */
  private static final double KNOWN = 1e-10;

  private final double[][] covariance; // (n, n)
  private final double known;

  /**
   * @param covariance (n, n), symmetric; copied
   */
  JointNormal(double[][] covariance) {
    this.covariance = new double[covariance.length][];
    double largest = 0;
    for (int i = 0; i < covariance.length; i++) {
      this.covariance[i] = covariance[i].clone();
      largest = Math.max(largest, covariance[i][i]);
    }
    known = KNOWN * largest;
  }

  private JointNormal(double[][] covariance, double known) {
    this.covariance = covariance;
    this.known = known;
  }

  /** The first so many values alone. */
  JointNormal first(int count) {
    double[][] part = new double[count][];
    Arrays.setAll(part, i -> Arrays.copyOf(covariance[i], count));
    return new JointNormal(part, known);
  }

  /** The standard deviation of a value, given all that came to be known. */
  double deviation(int place) {
    return Math.sqrt(Math.max(0, covariance[place][place]));
  }

  /** A value comes to be known: it tells about those that go with it, whatever it is. */
  void learn(int place) {
    double variance = covariance[place][place];
    if (variance <= known) {
      return;
    }
    double[] column = covariance[place].clone();
    for (int i = 0; i < covariance.length; i++) {
      double share = column[i] / variance;
      for (int j = 0; j < covariance.length; j++) {
        covariance[i][j] -= share * column[j];
      }
    }
  }
}
