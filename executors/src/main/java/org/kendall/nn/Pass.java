package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import java.util.HashMap;
import java.util.Map;

/** One pass through a network: the arrays that stand for its weights, and what it is made for. */
public final class Pass {
  /** What a pass is made for. */
  public enum Purpose {
    /** Batch norm uses the statistics of the batch and tracks them. */
    TRAIN,
    /** Batch norm uses the tracked statistics. */
    EVALUATE,
    /** Batch norm uses the statistics of the batch and leaves those tracked as they are. */
    BATCH_STATISTICS,
    /** Batch norm does nothing. */
    WITHOUT_NORM
  }

  private final Purpose purpose;
  private final Map<Weight, NDArray> arrays;
  private final Tap tap;

  Pass(Purpose purpose, Map<Weight, NDArray> arrays, Tap tap) {
    this.purpose = purpose;
    this.arrays = arrays;
    this.tap = tap;
  }

  /** The same pass, watched. */
  public Pass with(Tap tap) {
    return new Pass(purpose, arrays, tap);
  }

  /** The same pass, with an array for a weight besides. */
  public Pass with(Weight weight, NDArray array) {
    Map<Weight, NDArray> more = new HashMap<>(arrays);
    more.put(weight, array);
    return new Pass(purpose, more, tap);
  }

  Tap tap() {
    return tap;
  }

  public Purpose purpose() {
    return purpose;
  }

  /** The array that stands for a weight, in the weight's shape. */
  public NDArray array(Weight weight) {
    NDArray array = arrays.get(weight);
    if (array == null) {
      throw new IllegalArgumentException(
          "A layer asks for a weight of shape %s that it did not list in weights()."
              .formatted(weight.shape()));
    }
    return array;
  }
}
