package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.stream.Stream;

/** The sum of two layers that see the same input. */
record Sum(Layer first, Layer second) implements Layer {
  @Override
  public List<Weight> weights() {
    return Stream.concat(first.weights().stream(), second.weights().stream()).toList();
  }

  @Override
  public Volume output(Volume input) {
    return first.output(input);
  }

  @Override
  public long macs(Volume input) {
    return first.macs(input) + second.macs(input);
  }

  @Override
  public NDArray forward(NDArray input, Pass pass) {
    return first.forward(input, pass).add(second.forward(input, pass));
  }
}
