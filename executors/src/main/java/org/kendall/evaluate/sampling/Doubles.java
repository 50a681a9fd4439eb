package org.kendall.evaluate.sampling;

/** Doubles as floats without loss: each as its four groups of 16 bits, the first one first. */
final class Doubles {
  private static final int GROUPS = 4;

  private Doubles() {}

  /** How many floats so many doubles take. */
  static int floats(int doubles) {
    return GROUPS * doubles;
  }

  static float[] toFloats(double[] values) {
    float[] floats = new float[floats(values.length)];
    for (int i = 0; i < floats.length; i++) {
      long bits = Double.doubleToRawLongBits(values[i / GROUPS]);
      floats[i] = (bits >>> shift(i)) & 0xffff;
    }
    return floats;
  }

  static double[] ofFloats(float[] floats) {
    long[] bits = new long[floats.length / GROUPS];
    for (int i = 0; i < floats.length; i++) {
      bits[i / GROUPS] |= (long) floats[i] << shift(i);
    }
    double[] values = new double[bits.length];
    for (int i = 0; i < bits.length; i++) {
      values[i] = Double.longBitsToDouble(bits[i]);
    }
    return values;
  }

  private static int shift(int place) {
    return Short.SIZE * (GROUPS - 1 - place % GROUPS);
  }
}
