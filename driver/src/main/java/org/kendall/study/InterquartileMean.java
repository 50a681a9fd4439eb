package org.kendall.study;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The mean of the middle half of repeated runs, with a 95 % interval from resampling the runs
 * (Agarwal et al., "Deep Reinforcement Learning at the Edge of the Statistical Precipice", NeurIPS
 * 2021, section 4.3).
 *
 * @param low 2.5 % of the resampled means are below
 * @param high 2.5 % of the resampled means are above
 */
record InterquartileMean(double mean, double low, double high) {
  private static final int RESAMPLES = 2_000;

  /**
   * Of one figure per run.
   *
   * @param figures (runs), at least one
   */
  static InterquartileMean of(double[] figures) {
    // The seed is fixed: a report that is written again says the same.
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    double[] means = new double[RESAMPLES];
    double[] drawn = new double[figures.length];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      for (int i = 0; i < drawn.length; i++) {
        drawn[i] = figures[random.nextInt(figures.length)];
      }
      means[resample] = middle(drawn);
    }
    Arrays.sort(means);
    int tail = RESAMPLES * 25 / 1000;
    return new InterquartileMean(middle(figures), means[tail], means[RESAMPLES - 1 - tail]);
  }

  /** The mean without the lowest and the highest quarter, each rounded down. */
  private static double middle(double[] figures) {
    double[] sorted = figures.clone();
    Arrays.sort(sorted);
    int cut = sorted.length / 4;
    return Arrays.stream(sorted, cut, sorted.length - cut).average().orElseThrow();
  }
}
