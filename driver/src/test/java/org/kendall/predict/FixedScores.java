package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import java.util.function.BiFunction;

/**
 * Scores of a batch that are given.
 *
 * @param scores (places, 1)
 * @param comparisons of the pairs asked for (pairs, 1)
 */
record FixedScores(NDArray scores, BiFunction<int[], int[], NDArray> comparisons)
    implements Loss.BatchScores {
  @Override
  public NDArray of(int[] places) {
    return Tensors.rows(scores, places);
  }

  @Override
  public NDArray comparing(int[] first, int[] second) {
    return comparisons.apply(first, second);
  }
}
