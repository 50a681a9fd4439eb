package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.kendall.nn.ParameterVector;
import org.kendall.nn.ParameterVector.Parameter;

/**
 * A perceptron with residual blocks for small images: {@code h += W2 silu(W1 silu(h) + time)},
 * between a layer in and a layer out. The time is 16 frequencies as sines and cosines (Vaswani et
 * al., NeurIPS 2017, section 3.5), through a layer of its own.
 *
 * @param size numbers of an image
 * @param width of the blocks; below {@code size}, not all of the noise can pass through
 * @param blocks how many
 */
public record ResidualMlp(int size, int width, int blocks) implements DenoiserNetwork {
  private static final int FREQUENCIES = 16;
  private static final double LONGEST = 10_000;

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
    add(parameters, 2 * FREQUENCIES, width);
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
    return (long) width * (2 * FREQUENCIES + 2 * size + 2L * blocks * width);
  }

  @Override
  public NDArray output(NDArray state, NDArray steps, NDList views) {
    NDArray time = layer(waves(steps), views, 0); // (images, width)
    NDArray hidden = layer(state, views, 1);
    for (int block = 0; block < blocks; block++) {
      NDArray inner = layer(silu(hidden), views, 2 + 2 * block).add(time);
      hidden = hidden.add(layer(silu(inner), views, 3 + 2 * block));
    }
    return layer(silu(hidden), views, 2 + 2 * blocks);
  }

  private static NDArray layer(NDArray input, NDList views, int layer) {
    return input.matMul(views.get(2 * layer)).add(views.get(2 * layer + 1));
  }

  private static NDArray silu(NDArray input) {
    return Activation.swish(input, 1);
  }

  /** Sines, then cosines. Shape (images, 2 frequencies) */
  private static NDArray waves(NDArray steps) {
    float[] frequencies = new float[FREQUENCIES];
    for (int i = 0; i < FREQUENCIES; i++) {
      frequencies[i] = (float) Math.pow(LONGEST, -(double) i / FREQUENCIES);
    }
    NDArray angles = steps.mul(steps.getManager().create(frequencies, new Shape(1, FREQUENCIES)));
    return angles.sin().concat(angles.cos(), 1);
  }
}
