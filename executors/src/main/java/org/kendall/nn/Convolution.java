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

  /** So many convolutions of the same input as one, whose outputs lie side by side. */
  Convolution times(int parts) {
    long[] shape = kernel.shape().getShape();
    long inputs = shape[1] * shape[2] * shape[3];
    Weight wide = Weight.heNormal(inputs, parts * shape[0], shape[1], shape[2], shape[3]);
    return new Convolution(wide.inParts(parts), stride);
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
    NDArray output = Layers.convolved(input, pass.array(kernel), stride);
    return pass.tap().weighed(output, kernel);
  }
}
