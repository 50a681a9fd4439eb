package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.kendall.nn.ParameterVector;

/** A trained network of ours as a denoiser on one device. */
public final class TrainedDenoiser implements Denoiser {
  private final DenoiserNetwork network;
  private final SteppedNoise schedule;
  private final NDList views;

  /**
   * @param weights a flat vector
   * @param manager what the weights live as long as
   */
  public TrainedDenoiser(
      DenoiserNetwork network, SteppedNoise schedule, float[] weights, NDManager manager) {
    ParameterVector parameters = network.parameters();
    if (weights.length != parameters.size()) {
      throw new IllegalArgumentException(
          "The weights (%d) must be as many as the network has (%d)."
              .formatted(weights.length, parameters.size()));
    }
    this.network = network;
    this.schedule = schedule;
    this.views = parameters.split(parameters.on(manager, weights));
  }

  @Override
  public NDArray noise(NDArray state, double time) {
    NDArray steps = state.getManager().full(new Shape(1, 1), (float) schedule.stepAt(time));
    return network.output(state, steps, views);
  }
}
