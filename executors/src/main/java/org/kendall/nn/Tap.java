package org.kendall.nn;

import ai.djl.ndarray.NDArray;

/** Watches what a pass through a network computes on its way. */
public interface Tap {
  /** One that looks at nothing. */
  Tap NONE = new Tap() {};

  /**
   * What a convolution or a matrix product gives.
   *
   * @param output (batch, channels, height, width) or (batch, channels)
   * @return what the pass goes on with
   */
  default NDArray weighed(NDArray output, Weight weight) {
    return output;
  }

  /**
   * What comes into a ReLU.
   *
   * @param times how many layers use what comes out, each of which has a ReLU of its own by design
   */
  default void rectifies(NDArray input, int times) {}

  /**
   * The tracked variance of a batch norm, after this batch.
   *
   * @param variance (parts x channels)
   * @param parts batch norms that are computed as one
   */
  default void normalised(NDArray variance, int parts) {}

  /** What comes into the global mean. Shape (batch, channels, height, width). */
  default void pooled(NDArray features) {}
}
