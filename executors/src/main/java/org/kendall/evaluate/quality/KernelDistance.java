package org.kendall.evaluate.quality;

import java.util.stream.IntStream;

/**
 * The kernel distance of images from a reference (Binkowski et al., "Demystifying MMD GANs", ICLR
 * 2018): the squared maximum mean discrepancy with the kernel {@code (x y / width + 1)^3}, without
 * bias for any number of images, and so sometimes below 0.
 *
 * <p>Differs from the usual code: one estimate of all images rather than the mean over random
 * subsets of 1,000, which is the same in the mean and less noisy.
 */
public final class KernelDistance {
  private KernelDistance() {}

  /** Between two sets of at least two vectors each. */
  public static double between(Vectors one, Vectors other) {
    Vectors.requireSameWidth(one, other);
    double across =
        IntStream.range(0, one.count()).parallel().mapToDouble(i -> row(one, i, other)).sum()
            / ((double) one.count() * other.count());
    return within(one) + within(other) - 2 * across;
  }

  /** The mean kernel of different vectors. */
  private static double within(Vectors all) {
    if (all.count() < 2) {
      throw new IllegalArgumentException(
          "The vectors (%d) must be two at least.".formatted(all.count()));
    }
    double pairs =
        IntStream.range(0, all.count())
            .parallel()
            .mapToDouble(i -> row(all, i, all) - kernel(all, i, all, i))
            .sum();
    return pairs / ((double) all.count() * (all.count() - 1));
  }

  private static double row(Vectors one, int i, Vectors other) {
    double sum = 0;
    for (int j = 0; j < other.count(); j++) {
      sum += kernel(one, i, other, j);
    }
    return sum;
  }

  private static double kernel(Vectors one, int i, Vectors other, int j) {
    double base = one.dot(i, other, j) / one.width() + 1;
    return base * base * base;
  }
}
