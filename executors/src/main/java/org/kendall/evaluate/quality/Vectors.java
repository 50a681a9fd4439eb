package org.kendall.evaluate.quality;

/**
 * Some vectors of equal width: features of images, or their pixels.
 *
 * @param values (count, width), row by row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Vectors(float[] values, int width) {
  public Vectors {
    if (width < 1 || values.length % width != 0) {
      throw new IllegalArgumentException(
          "The values (%d) must be rows of the width (%d).".formatted(values.length, width));
    }
  }

  /** How many there are. */
  public int count() {
    return values.length / width;
  }

  /** The inner product of one of these with one of others. */
  double dot(int own, Vectors others, int other) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      sum += (double) values[own * width + i] * others.values[other * width + i];
    }
    return sum;
  }

  double squaredDistance(int own, Vectors others, int other) {
    double sum = 0;
    for (int i = 0; i < width; i++) {
      double off = (double) values[own * width + i] - others.values[other * width + i];
      sum += off * off;
    }
    return sum;
  }

  static void requireSameWidth(Vectors one, Vectors other) {
    if (one.width != other.width) {
      throw new IllegalArgumentException(
          "Vectors of widths %d and %d cannot be compared.".formatted(one.width, other.width));
    }
  }
}
