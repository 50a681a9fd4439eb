package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * A square convolution without bias, padded so that stride 1 keeps height and width.
 *
 * @param kernel stored channels last: (out, kernel, kernel, in)
 */
record Convolution(Weight kernel, int stride) implements Layer {
  static Convolution of(int in, int out, int size, int stride) {
    return new Convolution(Weight.heNormal((long) in * size * size, out, size, size, in), stride);
  }

  @Override
  public List<Weight> weights() {
    return List.of(kernel);
  }

  @Override
  public Volume output(Volume input) {
    int channels = (int) kernel.shape().get(0);
    return (stride == 1 ? input : input.halved()).withChannels(channels);
  }

  @Override
  public long macs(Volume input) {
    return output(input).area() * kernel.size();
  }

  @Override
  public NDArray forward(NDArray input, Pass pass) {
    return Layers.convolved(input, pass.array(kernel), stride);
  }
}
