package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.List;

/**
 * The mean of a Gaussian process: what a candidate is worth by what those like it are worth.
 *
 * @param seen what it was fitted to
 * @param dual what each of them adds for each unit of likeness. Shape (seen)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KernelMean(Described seen, KernelWeights weights, double[] dual) {
  /** Rankings need no more; it halves their time. */
  static final DataType FAST = DataType.FLOAT32;

  /**
   * Of candidates, few enough for one matrix.
   *
   * @param parts squared distances to those seen by each family of parts, (candidates, seen)
   */
  double[] of(NDManager manager, Described candidates, List<NDArray> parts, DataType type) {
    NDArray means =
        Distances.between(manager, candidates, seen, parts, type)
            .kernel(manager, weights)
            .matMul(Distances.matrix(manager, dual, dual.length, 1).toType(type, false));
    return means.toType(DataType.FLOAT64, false).toDoubleArray();
  }
}
