package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/** Tells the noise in images of which something is known, such as the text that they follow. */
@FunctionalInterface
public interface ConditionedDenoiser {
  /**
   * The noise in a batch of images at a time.
   *
   * @param state (images, ...)
   * @param time in (0, 1]
   * @param conditions one array with a row for each image; empty for a network that needs none
   * @return shape as the state, in the state's manager
   */
  NDArray noise(NDArray state, double time, NDList conditions);

  /** The denoiser of images of which always the same is known. */
  default Denoiser given(NDList conditions) {
    return (state, time) -> noise(state, time, conditions);
  }
}
