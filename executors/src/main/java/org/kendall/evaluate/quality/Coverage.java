package org.kendall.evaluate.quality;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Precision and recall of images (Kynkäänniemi et al., NeurIPS 2019): the share of images that lie
 * in what the reference covers, and of the reference in what the images cover. A set covers the
 * balls around its vectors that reach to the third nearest other one.
 *
 * @param precision falls where images are unlike any real one
 * @param recall falls where kinds of real ones are missing
 */
public record Coverage(double precision, double recall) {
  private static final int NEAREST = 3;

  /** Of two sets of more than three vectors each. */
  public static Coverage of(Vectors images, Vectors reference) {
    Vectors.requireSameWidth(images, reference);
    return new Coverage(
        share(images, reference, squaredRadii(reference)),
        share(reference, images, squaredRadii(images)));
  }

  private static double share(Vectors all, Vectors centres, double[] squaredRadii) {
    return IntStream.range(0, all.count())
        .parallel()
        .mapToDouble(i -> isCovered(all, i, centres, squaredRadii) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  private static boolean isCovered(Vectors all, int i, Vectors centres, double[] squaredRadii) {
    for (int j = 0; j < squaredRadii.length; j++) {
      if (all.squaredDistance(i, centres, j) <= squaredRadii[j]) {
        return true;
      }
    }
    return false;
  }

  private static double[] squaredRadii(Vectors all) {
    if (all.count() <= NEAREST) {
      throw new IllegalArgumentException(
          "The vectors (%d) must be more than %d.".formatted(all.count(), NEAREST));
    }
    return IntStream.range(0, all.count()).parallel().mapToDouble(i -> radius(all, i)).toArray();
  }

  private static double radius(Vectors all, int i) {
    double[] nearest = new double[NEAREST];
    Arrays.fill(nearest, Double.POSITIVE_INFINITY);
    for (int j = 0; j < all.count(); j++) {
      double distance = all.squaredDistance(i, all, j);
      if (j != i && distance < nearest[NEAREST - 1]) {
        nearest[NEAREST - 1] = distance;
        Arrays.sort(nearest);
      }
    }
    return nearest[NEAREST - 1];
  }
}
