package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * The hinge loss on pairs: the mean of max(0, margin - (score of the better - score of the worse))
 * (Ning et al., ECCV 2020, section 3.3).
 *
 * @param perArchitecture at most so many pairs for each architecture of a batch
 */
record PairwiseHinge(double margin, int perArchitecture) {
  /** Places in a batch, pair by pair. */
  record Pairs(int[] better, int[] worse) {
    int size() {
      return better.length;
    }

    /** The same pairs where what stood at i stands at places[i]. */
    Pairs at(int[] places) {
      return new Pairs(
          Arrays.stream(better).map(i -> places[i]).toArray(),
          Arrays.stream(worse).map(i -> places[i]).toArray());
    }
  }

  /** All pairs that are not tied or, where there are too many, a random part of them. */
  Pairs pairs(double[] gains, RandomGenerator random) {
    int n = gains.length;
    int[] untied = new int[n * (n - 1) / 2]; // better * n + worse
    int count = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        if (gains[i] != gains[j]) {
          untied[count++] = gains[i] > gains[j] ? i * n + j : j * n + i;
        }
      }
    }
    int[] better = new int[Math.min(count, perArchitecture * n)];
    int[] worse = new int[better.length];
    for (int k = 0; k < better.length; k++) {
      int drawn = count > better.length ? random.nextInt(k, count) : k;
      int pair = untied[drawn];
      untied[drawn] = untied[k];
      better[k] = pair / n;
      worse[k] = pair % n;
    }
    return new Pairs(better, worse);
  }

  /**
   * The loss of at least one pair.
   *
   * @param scores (n, 1)
   * @return a scalar
   */
  NDArray loss(NDArray scores, Pairs pairs) {
    NDArray lead = at(scores, pairs.better()).sub(at(scores, pairs.worse())); // (pairs, 1)
    return Activation.relu(lead.neg().add(margin)).mean();
  }

  private static NDArray at(NDArray scores, int[] places) {
    NDManager manager = scores.getManager();
    return Embedding.embedding(manager.create(places), scores, SparseFormat.DENSE)
        .singletonOrThrow();
  }
}
