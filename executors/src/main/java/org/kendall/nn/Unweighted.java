package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * A layer without weights.
 *
 * @param resize what it does to the size of an image
 * @param function what it does to the values
 */
record Unweighted(UnaryOperator<Volume> resize, BiFunction<NDArray, Pass, NDArray> function)
    implements Layer {
  @Override
  public List<Weight> weights() {
    return List.of();
  }

  @Override
  public Volume output(Volume input) {
    return resize.apply(input);
  }

  @Override
  public long macs(Volume input) {
    return 0;
  }

  @Override
  public NDArray forward(NDArray input, Pass pass) {
    return function.apply(input, pass);
  }
}
