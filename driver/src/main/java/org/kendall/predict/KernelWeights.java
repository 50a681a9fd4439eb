package org.kendall.predict;

import java.util.Arrays;

/**
 * The weights of the closed form's kernel, as logarithms, and what is believed of them beforehand.
 *
 * <p>k = a1 / (1 + sum_j w_j (x_j - x'_j)^2) + a2 exp(-sum_f u_f D_f / m_f), over the features j,
 * and over the families f of parts, the first "family" being all features with one weight; D_f is a
 * squared distance and m_f its median. The weights are log w_j = log(.5 / m_0) + c + s v_j with v_j
 * ~ N(0, 1), c ~ N(0, 2); log a1 ~ N(.5, 4), log a2 ~ N(-1, 4), log noise ~ N(-3, 4), log u_f ~
 * N(log(.5 / families), 2), the second number being the variance.
 *
 * @param values v_j, then c, log a1, log a2, log noise, log u_f
 * @param features how many v there are
 * @param spread s: how far the weights of features may lie apart
 * @param medians m_f; the first one is that of the features
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KernelWeights(double[] values, int features, double spread, double[] medians) {
  /** Added to the noise, so that the matrix can be inverted. */
  static final double JITTER = 1e-4;

  private static final double[] MEANS = {0, 0.5, -1, -3};
  private static final double[] VARIANCES = {2, 4, 4, 4};
  private static final double FAMILY_VARIANCE = 2;

  /** The most probable ones before anything is seen. */
  static KernelWeights prior(int features, double spread, double[] medians) {
    double[] values = new double[features + MEANS.length + medians.length];
    KernelWeights prior = new KernelWeights(values, features, spread, medians);
    Arrays.setAll(values, prior::believed);
    return prior;
  }

  KernelWeights with(double[] changed) {
    return new KernelWeights(changed, features, spread, medians);
  }

  int families() {
    return medians.length;
  }

  /** The weight of a feature in the first term. */
  double feature(int feature) {
    return 0.5 / medians[0] * Math.exp(values[features] + spread * values[feature]);
  }

  /** The weights of all features. */
  double[] ofFeatures() {
    double[] weights = new double[features];
    Arrays.setAll(weights, this::feature);
    return weights;
  }

  /**
   * The share of each feature in the first term's squared distances: its weight over the sum of
   * all, as all features have variance one. Shape (features).
   */
  double[] shares() {
    double[] all = ofFeatures();
    double sum = Arrays.stream(all).sum();
    return Arrays.stream(all).map(weight -> weight / sum).toArray();
  }

  double first() {
    return Math.exp(values[features + 1]);
  }

  double second() {
    return Math.exp(values[features + 2]);
  }

  double noise() {
    return Math.exp(values[features + 3]);
  }

  /** The weight of a family in the second term; family 0 is all features together. */
  double family(int family) {
    return Math.exp(values[features + MEANS.length + family]) / medians[family];
  }

  /** The weights of all families. */
  double[] ofFamilies() {
    double[] weights = new double[medians.length];
    Arrays.setAll(weights, this::family);
    return weights;
  }

  /** Minus the log of the prior density, up to a constant. */
  double surprise() {
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double off = values[i] - believed(i);
      sum += off * off / (2 * variance(i));
    }
    return sum;
  }

  /** Adds the derivative of {@link #surprise} to a gradient by the values. */
  void addSurprise(double[] gradient) {
    for (int i = 0; i < values.length; i++) {
      gradient[i] += (values[i] - believed(i)) / variance(i);
    }
  }

  private double believed(int i) {
    if (i < features) {
      return 0;
    }
    int common = i - features;
    return common < MEANS.length ? MEANS[common] : Math.log(0.5 / medians.length);
  }

  private double variance(int i) {
    if (i < features) {
      return 1;
    }
    return i < features + MEANS.length ? VARIANCES[i - features] : FAMILY_VARIANCE;
  }
}
