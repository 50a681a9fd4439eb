package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.kendall.space.Setting;

/**
 * A head that compares two codes, trained on each pair in both orders to tell the better one (Ning
 * et al., ECCV 2020, section 3.3).
 *
 * <p>Differs from the paper: candidates are not sorted by comparisons with each other. A
 * candidate's score is how it compares, in the mean, with some of the architectures seen, so that
 * it depends on nobody else who is asked.
 */
@Setting("A head that is given two codes tells which is better.")
public record PairwiseComparator(
    @Setting(
            value = "Architectures seen that a candidate is compared with to get its score.",
            byDefault = "64")
        int rivals,
    @Setting(value = "Which pairs of a batch are learnt from.", byDefault = "{}")
        PairSampling pairs)
    implements Loss {
  public PairwiseComparator {
    Positive.require("rivals", rivals);
  }

  /** With the settings of the paper. */
  public PairwiseComparator() {
    this(64, new PairSampling());
  }

  @Override
  public int headRows(int batch) {
    return batch * pairs.perArchitecture();
  }

  @Override
  public Optional<Lesson> lesson(double[] targets, RandomGenerator random) {
    Pairs drawn = pairs.of(targets, random);
    return drawn.size() == 0 ? Optional.empty() : Optional.of(scores -> loss(scores, drawn));
  }

  private static NDArray loss(BatchScores scores, Pairs pairs) {
    NDArray ahead = scores.comparing(pairs.better(), pairs.worse()); // (pairs, 1)
    NDArray behind = scores.comparing(pairs.worse(), pairs.better()); // (pairs, 1)
    return Activation.softPlus(ahead.neg().concat(behind)).mean();
  }
}
