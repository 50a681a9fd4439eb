package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A matrix product and a bias on the channels of 1 x 1 images.
 *
 * @param matrix (in, out)
 * @param bias (out)
 */
record Linear(Weight matrix, Weight bias) implements Layer {
  static Linear of(int in, int out) {
    return new Linear(Weight.heNormal(2L * in, in, out), Weight.constant(0, out));
  }

  @Override
  public List<Weight> weights() {
    return List.of(matrix, bias);
  }

  @Override
  public Volume output(Volume input) {
    return input.withChannels(bias.size());
  }

  @Override
  public long macs(Volume input) {
    return matrix.size();
  }

  @Override
  public NDArray forward(NDArray input, Pass pass) {
    NDArray rows = input.reshape(-1, matrix.shape().get(0)); // (batch, in)
    NDArray output = rows.matMul(pass.array(matrix)).add(pass.array(bias)); // (batch, out)
    return pass.tap().weighed(output, matrix);
  }
}
