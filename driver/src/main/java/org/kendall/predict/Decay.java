package org.kendall.predict;

/** What becomes of a learning rate in the course of a fit. */
public enum Decay {
  /** It stays. */
  NONE {
    @Override
    double rate(double first, int epoch, int epochs) {
      return first;
    }
  },
  /**
   * It falls along half a cosine to nothing (Loshchilov and Hutter, "SGDR", ICLR 2017, equation 5
   * without restarts).
   */
  COSINE {
    @Override
    double rate(double first, int epoch, int epochs) {
      return first * (1 + Math.cos(Math.PI * epoch / epochs)) / 2;
    }
  };

  /** The rate of an epoch, counted from 0, that begins with {@code first}. */
  abstract double rate(double first, int epoch, int epochs);
}
