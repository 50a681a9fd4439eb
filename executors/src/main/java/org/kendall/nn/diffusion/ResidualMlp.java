package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.List;
import org.kendall.nn.ParameterVector;
import org.kendall.nn.ParameterVector.Parameter;

/**
 * A perceptron with residual blocks for small images: {@code h += W2 silu(W1 silu(h) + time)},
 * between a layer in and a layer out. The time is {@link StepWaves} through a layer of its own.
 *
 * @param size numbers of an image
 * @param width of the blocks; below {@code size}, not all of the noise can pass through
 * @param blocks how many
 */
public record ResidualMlp(int size, int width, int blocks) implements DenoiserNetwork {
  /** In single precision they fill the largest file that is read. */
  private static final int MOST_WEIGHTS = 1 << 28;

  private static final int MOST_BLOCKS = 1_000;

  public ResidualMlp {
    if (size < 1 || width < 1 || blocks < 1) {
      throw new IllegalArgumentException(
          "The size (%d), width (%d) and blocks (%d) must be positive."
              .formatted(size, width, blocks));
    }
    double weights = width * (2.0 * size + StepWaves.COUNT + 2.0 * width * blocks);
    if (weights > MOST_WEIGHTS || blocks > MOST_BLOCKS) {
      throw new IllegalArgumentException(
          "The size (%d), width (%d) and blocks (%d) must be of %,d weights and %,d blocks at most."
              .formatted(size, width, blocks, MOST_WEIGHTS, MOST_BLOCKS));
    }
  }

  @Override
  public ParameterVector parameters() {
    List<Parameter> parameters = new ArrayList<>();
    add(parameters, StepWaves.COUNT, width);
    add(parameters, size, width);
    for (int block = 0; block < blocks; block++) {
      add(parameters, width, width);
      add(parameters, width, width);
    }
    add(parameters, width, size);
    return new ParameterVector(parameters);
  }

  private static void add(List<Parameter> parameters, int in, int out) {
    parameters.add(Parameter.uniform(in, new Shape(out, in)));
    parameters.add(Parameter.uniform(in, new Shape(out)));
  }

  @Override
  public long macs() {
    return (long) width * (StepWaves.COUNT + 2 * size + 2L * blocks * width);
  }

  @Override
  public NDArray output(NDArray state, NDArray steps, NDList views) {
    NDArray time = layer(StepWaves.of(steps), views, 0); // (images, width), or (1, width)
    NDArray hidden = layer(state, views, 1);
    for (int block = 0; block < blocks; block++) {
      try (NDArray before = hidden;
          NDArray inner = activated(before, views, 2 + 2 * block).addi(time)) {
        hidden = activated(inner, views, 3 + 2 * block).addi(before);
      }
    }
    try (NDArray last = hidden) {
      return activated(last, views, 2 + 2 * blocks);
    }
  }

  /**
   * A layer after a silu. What is in between is freed at once, so that the next array takes memory
   * that is still in the processor's cache.
   */
  private static NDArray activated(NDArray input, NDList views, int layer) {
    try (NDArray gate = Activation.sigmoid(input);
        NDArray gated = gate.mul(input)) {
      return layer(gated, views, layer);
    }
  }

  private static NDArray layer(NDArray input, NDList views, int layer) {
    return Linear.linear(input, views.get(2 * layer), views.get(2 * layer + 1)).singletonOrThrow();
  }
}
