package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * How a network is told the step of an image: as sines and cosines of 16 frequencies (Vaswani et
 * al., NeurIPS 2017, section 3.5).
 */
final class StepWaves {
  private static final int FREQUENCIES = 16;
  private static final double LONGEST = 10_000;

  /** Numbers of a step. */
  static final int COUNT = 2 * FREQUENCIES;

  private StepWaves() {}

  /**
   * Sines, then cosines.
   *
   * @param steps (images, 1), or (1, 1) where all images are at one
   * @return (images, 32), or (1, 32)
   */
  static NDArray of(NDArray steps) {
    float[] frequencies = new float[FREQUENCIES];
    for (int i = 0; i < FREQUENCIES; i++) {
      frequencies[i] = (float) Math.pow(LONGEST, -(double) i / FREQUENCIES);
    }
    NDArray angles = steps.mul(steps.getManager().create(frequencies, new Shape(1, FREQUENCIES)));
    return angles.sin().concat(angles.cos(), 1);
  }
}
