package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;

/** What a network was trained to say of a noisy image; each can be had from the other. */
public enum Prediction {
  /** The noise in it. */
  NOISE {
    @Override
    public NDArray noise(NDArray output, NDArray state, double alpha, double sigma) {
      return output;
    }
  },
  /** The image without noise. */
  DATA {
    @Override
    public NDArray noise(NDArray output, NDArray state, double alpha, double sigma) {
      return state.sub(output.mul(alpha)).div(sigma);
    }
  },
  /** {@code alpha noise - sigma data} (Salimans and Ho, ICLR 2022). */
  VELOCITY {
    @Override
    public NDArray noise(NDArray output, NDArray state, double alpha, double sigma) {
      return output.mul(alpha).add(state.mul(sigma));
    }
  };

  /**
   * The noise in a state.
   *
   * @param output what the network said. Shape as the state
   * @param alpha what is left of the image in the state
   * @param sigma what there is of noise in it, above 0
   */
  public abstract NDArray noise(NDArray output, NDArray state, double alpha, double sigma);
}
