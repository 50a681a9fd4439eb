package org.kendall.evaluate.sampling;

import java.util.Arrays;
import org.kendall.evaluate.quality.Moments;
import org.kendall.evaluate.quality.Vectors;

/** Moments of vectors that come bit by bit, and the first few of the vectors. */
final class Gathered {
  private final float[] some;
  private Moments moments;

  /**
   * Nothing yet.
   *
   * @param origin (width), of the moments
   * @param most how many vectors are kept
   */
  Gathered(double[] origin, int most) {
    this.some = new float[most * origin.length];
    this.moments = Moments.of(new float[0], origin);
  }

  /** Takes vectors in that follow those before. */
  void add(float[] vectors) {
    copy(vectors, some, (int) Math.min(some.length, moments.count() * moments.width()));
    moments = moments.plus(Moments.of(vectors, moments.origin()));
  }

  /** As much as there is room for. */
  static void copy(float[] from, float[] into, int at) {
    System.arraycopy(from, 0, into, at, Math.min(from.length, into.length - at));
  }

  Moments moments() {
    return moments;
  }

  Vectors some() {
    int kept = (int) Math.min(some.length, moments.count() * moments.width());
    return new Vectors(Arrays.copyOf(some, kept), moments.width());
  }

  /** All of it but how many there were. */
  float[][] state() {
    return new float[][] {
      Doubles.toFloats(moments.sum()), Doubles.toFloats(moments.products()), some.clone()
    };
  }

  void restore(int count, float[] sum, float[] products, float[] first) {
    moments =
        new Moments(count, moments.origin(), Doubles.ofFloats(sum), Doubles.ofFloats(products));
    copy(first, some, 0);
  }
}
