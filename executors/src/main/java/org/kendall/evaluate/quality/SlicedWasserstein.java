package org.kendall.evaluate.quality;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The sliced Wasserstein distance (Rabin et al., 2011), of order 1: the mean distance of what is
 * seen along fixed random directions. It knows no covariance and no network, and does well on
 * pixels.
 *
 * @param directions how many are looked along
 * @param seed of the directions
 */
public record SlicedWasserstein(int directions, long seed) {
  public SlicedWasserstein {
    if (directions < 1) {
      throw new IllegalArgumentException(
          "The directions (%d) must be positive.".formatted(directions));
    }
  }

  /** With enough directions for small images. */
  public SlicedWasserstein() {
    this(256, 1);
  }

  /** Between two sets, of any sizes, in the unit of the vectors. */
  public double between(Vectors one, Vectors other) {
    Vectors.requireSameWidth(one, other);
    return IntStream.range(0, directions)
        .parallel()
        .mapToDouble(
            number -> {
              Vectors direction = direction(number, one.width());
              return apart(along(direction, one), along(direction, other));
            })
        .average()
        .orElseThrow();
  }

  private Vectors direction(int number, int width) {
    SplittableRandom random = new SplittableRandom(seed * directions + number);
    double[] values = new double[width];
    Arrays.setAll(values, i -> random.nextGaussian());
    double length = Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    float[] unit = new float[width];
    for (int i = 0; i < width; i++) {
      unit[i] = (float) (values[i] / length);
    }
    return new Vectors(unit, width);
  }

  private static double[] along(Vectors direction, Vectors all) {
    return IntStream.range(0, all.count())
        .mapToDouble(i -> direction.dot(0, all, i))
        .sorted()
        .toArray();
  }

  /** The area between two distribution functions; both sorted. */
  private static double apart(double[] one, double[] other) {
    long ends = (long) one.length * other.length; // steps of both fall on whole numbers
    double area = 0;
    for (long from = 0; from < ends; ) {
      int i = (int) (from / other.length);
      int j = (int) (from / one.length);
      long to = Math.min((i + 1L) * other.length, (j + 1L) * one.length);
      area += (to - from) * Math.abs(one[i] - other[j]);
      from = to;
    }
    return area / ends;
  }
}
