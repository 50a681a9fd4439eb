package org.kendall.nn.diffusion;

/**
 * How an image turns into noise as time goes from 0 to 1: {@code x_t = alpha(t) x_0 + sigma(t)
 * noise}, with {@code alpha^2 + sigma^2 = 1} (Song et al., "Score-Based Generative Modeling through
 * Stochastic Differential Equations", ICLR 2021, "VP"). All in double precision: in single, {@code
 * 1 - alpha^2} near time 0 has four digits less.
 */
public interface NoiseSchedule {
  /** Beyond, nothing but noise is left and the steps of a sampler get too long (DPM-Solver). */
  double LEAST_LAMBDA = -5.1;

  /** The logarithm of alpha; below 0 for all times above 0. */
  double logAlpha(double time);

  /** The time with a given {@link #lambda}, in (0, 1]. */
  double time(double lambda);

  /** What is left of the image. */
  default double alpha(double time) {
    return Math.exp(logAlpha(time));
  }

  /** What there is of noise. */
  default double sigma(double time) {
    return Math.sqrt(-Math.expm1(2 * logAlpha(time)));
  }

  /** Half the logarithm of the ratio of signal to noise; infinite at time 0. */
  default double lambda(double time) {
    double log = logAlpha(time);
    return log - 0.5 * Math.log(-Math.expm1(2 * log));
  }

  /** The time at which sampling begins. */
  default double noisiest() {
    return lambda(1) >= LEAST_LAMBDA ? 1 : time(LEAST_LAMBDA);
  }

  /** The logarithm of alpha where half the logarithm of signal to noise is {@code lambda}. */
  static double logAlphaAt(double lambda) {
    return -0.5 * (lambda > 0 ? Math.log1p(Math.exp(-2 * lambda)) : plusLog(lambda));
  }

  private static double plusLog(double lambda) {
    return -2 * lambda + Math.log1p(Math.exp(2 * lambda));
  }
}
