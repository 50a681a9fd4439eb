package org.kendall.nn.diffusion;

/**
 * Noise that comes in at a rate which grows linearly with time: {@code log alpha(t) = -(last -
 * first) t^2 / 4 - first t / 2}.
 *
 * @param first the rate at time 0, usually 0.1
 * @param last the rate at time 1, usually 20
 */
public record ContinuousNoise(double first, double last) implements NoiseSchedule {
  public ContinuousNoise {
    if (!(first > 0 && last > first)) {
      throw new IllegalArgumentException(
          "The first rate (%s) must be positive, and the last (%s) larger.".formatted(first, last));
    }
  }

  /** With the usual rates. */
  public ContinuousNoise() {
    this(0.1, 20);
  }

  @Override
  public double logAlpha(double time) {
    return -(last - first) * time * time / 4 - first * time / 2;
  }

  /** The root of a quadratic equation, written so that nothing cancels near time 0. */
  @Override
  public double time(double lambda) {
    double twice = -4 * NoiseSchedule.logAlphaAt(lambda) * (last - first);
    return twice / ((Math.sqrt(first * first + twice) + first) * (last - first));
  }
}
