package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.kendall.nn.Layers;
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
  public ResidualMlp {
    if (size < 1 || width < 1 || blocks < 1) {
      throw new IllegalArgumentException(
          "The size (%d), width (%d) and blocks (%d) must be positive."
              .formatted(size, width, blocks));
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
    parameters.add(Parameter.uniform(in, new Shape(in, out)));
    parameters.add(Parameter.uniform(in, new Shape(out)));
  }

  @Override
  public long macs() {
    return (long) width * (StepWaves.COUNT + 2 * size + 2L * blocks * width);
  }

  @Override
  public NDArray output(NDArray state, NDArray steps, NDList views) {
    NDArray time = layer(StepWaves.of(steps), views, 0); // (images, width)
    NDArray hidden = layer(state, views, 1);
    for (int block = 0; block < blocks; block++) {
      NDArray inner = layer(Layers.silu(hidden), views, 2 + 2 * block).add(time);
      hidden = hidden.add(layer(Layers.silu(inner), views, 3 + 2 * block));
    }
    return layer(Layers.silu(hidden), views, 2 + 2 * blocks);
  }

  private static NDArray layer(NDArray input, NDList views, int layer) {
    return input.matMul(views.get(2 * layer)).add(views.get(2 * layer + 1));
  }
}
