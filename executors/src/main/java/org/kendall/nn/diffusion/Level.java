package org.kendall.nn.diffusion;

/**
 * What a schedule says of one time.
 *
 * @param alpha what is left of the image
 * @param sigma what there is of noise; 0 at time 0
 * @param lambda the logarithm of their ratio; infinite at time 0
 */
record Level(double time, double alpha, double sigma, double lambda) {
  static Level of(NoiseSchedule schedule, double time) {
    return time == 0
        ? new Level(0, 1, 0, Double.POSITIVE_INFINITY)
        : new Level(time, schedule.alpha(time), schedule.sigma(time), schedule.lambda(time));
  }
}
