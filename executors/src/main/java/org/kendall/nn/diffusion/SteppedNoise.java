package org.kendall.nn.diffusion;

import java.util.function.IntToDoubleFunction;

/**
 * Noise that a network was trained with in a number of steps (Ho et al., "Denoising Diffusion
 * Probabilistic Models", NeurIPS 2020): in each, a share beta of the variance is replaced by noise.
 * Step i of n, counted from 0, is time (i + 1) / n; between steps, and between time 0 and the first
 * of them, log alpha is linear.
 */
public final class SteppedNoise implements NoiseSchedule {
  private final double[] logAlphas; // (steps + 1), at times 0, 1 / n, ..., 1

  private SteppedNoise(int steps, IntToDoubleFunction beta) {
    if (steps < 1) {
      throw new IllegalArgumentException("The steps (%d) must be positive.".formatted(steps));
    }
    logAlphas = new double[steps + 1];
    for (int step = 0; step < steps; step++) {
      logAlphas[step + 1] = logAlphas[step] + 0.5 * Math.log1p(-beta.applyAsDouble(step));
    }
  }

  /** Betas from 0.0001 to 0.02, evenly spaced. */
  public static SteppedNoise linear(int steps) {
    return new SteppedNoise(steps, step -> between(1e-4, 0.02, step, steps));
  }

  /** The square roots of betas are evenly spaced, as in Stable Diffusion: 0.00085 to 0.012. */
  public static SteppedNoise scaledLinear(int steps) {
    return new SteppedNoise(
        steps,
        step -> {
          double root = between(Math.sqrt(0.00085), Math.sqrt(0.012), step, steps);
          return root * root;
        });
  }

  /** Nichol and Dhariwal, "Improved Denoising Diffusion Probabilistic Models", ICML 2021, eq 17. */
  public static SteppedNoise cosine(int steps) {
    return new SteppedNoise(
        steps,
        step ->
            Math.min(
                0.999,
                1 - cosineSquared((step + 1.0) / steps) / cosineSquared((double) step / steps)));
  }

  private static double between(double first, double last, int step, int steps) {
    return steps == 1 ? first : first + (last - first) * step / (steps - 1);
  }

  private static double cosineSquared(double time) {
    double cosine = Math.cos((time + 0.008) / 1.008 * Math.PI / 2);
    return cosine * cosine;
  }

  /** How many steps there are. */
  public int steps() {
    return logAlphas.length - 1;
  }

  /** What a network is told of a time: the number of its step, not always a whole one. */
  public double stepAt(double time) {
    return Math.max(0, time * steps() - 1);
  }

  /** The time of a step, counted from 0. */
  public double timeOf(double step) {
    return (step + 1) / steps();
  }

  @Override
  public double logAlpha(double time) {
    double place = time * steps();
    int before = Math.max(0, Math.min(steps() - 1, (int) place));
    return logAlphas[before] + (place - before) * (logAlphas[before + 1] - logAlphas[before]);
  }

  @Override
  public double time(double lambda) {
    double log = NoiseSchedule.logAlphaAt(lambda);
    int low = 0;
    int high = steps();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (logAlphas[middle] >= log) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double share = (log - logAlphas[low]) / (logAlphas[high] - logAlphas[low]);
    return Math.min(1, (low + share) / steps());
  }
}
