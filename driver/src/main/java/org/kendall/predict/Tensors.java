package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;

/** Operations on arrays that several networks need. */
final class Tensors {
  private Tensors() {}

  /** The rows of a table, in the shape of the indices with one more dimension. */
  static NDArray rows(NDArray table, NDArray indices) {
    return Embedding.embedding(indices, table, SparseFormat.DENSE).singletonOrThrow();
  }

  static NDArray rows(NDArray table, int[] indices) {
    return rows(table, table.getManager().create(indices));
  }

  /**
   * An affine map of rows.
   *
   * @param weight (to, from)
   * @param bias (to)
   * @return (n, to)
   */
  static NDArray linear(NDArray input, NDArray weight, NDArray bias) {
    return Linear.linear(input, weight, bias).singletonOrThrow();
  }
}
