package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;

/** Tells the noise in images. */
@FunctionalInterface
public interface Denoiser {
  /**
   * The noise in a batch of images at a time.
   *
   * @param state (images, ...)
   * @param time in (0, 1]
   * @return shape as the state, in the state's manager
   */
  NDArray noise(NDArray state, double time);

  /** What a network says, turned into noise. */
  static Denoiser of(Denoiser network, Prediction prediction, NoiseSchedule schedule) {
    return (state, time) ->
        prediction.noise(
            network.noise(state, time), state, schedule.alpha(time), schedule.sigma(time));
  }

  /**
   * Classifier-free guidance (Ho and Salimans, 2022): away from what is said without a condition.
   * Both are asked in one batch of twice as many images.
   *
   * @param both tells the noise of the first half without the condition, of the second with it
   * @param weight 0: without the condition, 1: with it, above 1: farther
   */
  static Denoiser guided(Denoiser both, double weight) {
    return (state, time) -> {
      NDArray noises = both.noise(state.concat(state), time);
      long images = state.getShape().get(0);
      NDArray without = noises.get(":" + images);
      return noises.get(images + ":").sub(without).mul(weight).add(without);
    };
  }
}
