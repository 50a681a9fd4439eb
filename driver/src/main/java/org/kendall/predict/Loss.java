package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import java.io.Serializable;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What training makes small. An implementation is a record of its settings. */
public interface Loss extends Serializable {
  /**
   * With how many of the architectures seen a candidate is compared to get its score: 0 where the
   * head turns one code into a score, more where it compares two codes.
   */
  default int rivals() {
    return 0;
  }

  /** The most rows that go through the head at once for a batch of so many architectures. */
  default int headRows(int batch) {
    return batch;
  }

  /** What is learnt from all gains of a fit; by default the gains themselves. Shape (n). */
  default double[] targets(double[] gains) {
    return gains;
  }

  /**
   * Draws what is to be learnt from one batch.
   *
   * @param targets of the batch (n)
   * @return empty where the batch teaches nothing, such as one whose targets are all equal
   */
  Optional<Lesson> lesson(double[] targets, RandomGenerator random);

  /** One batch's part of the training. */
  @FunctionalInterface
  interface Lesson {
    /** The loss, a scalar. */
    NDArray loss(BatchScores scores);
  }

  /** What the network says of the architectures of a batch, by their places in it. */
  interface BatchScores {
    /** The scores. Shape (places, 1). */
    NDArray of(int[] places);

    /** How the first of each pair compares with the second. Shape (pairs, 1). */
    NDArray comparing(int[] first, int[] second);
  }
}
