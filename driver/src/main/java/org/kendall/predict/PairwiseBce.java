package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.kendall.space.Setting;

/**
 * The binary cross-entropy on pairs: the mean of -log sigmoid(score of the better - score of the
 * worse) (Ning et al., ECCV 2020, section 3.3).
 */
@Setting("The better of a pair should lead, with the probability that a sigmoid gives its lead.")
public record PairwiseBce(
    @Setting(value = "Which pairs of a batch are learnt from.", byDefault = "{}")
        PairSampling pairs)
    implements Loss {
  /** With the settings of the paper. */
  public PairwiseBce() {
    this(new PairSampling());
  }

  @Override
  public Optional<Lesson> lesson(double[] targets, RandomGenerator random) {
    Pairs drawn = pairs.of(targets, random);
    return drawn.size() == 0 ? Optional.empty() : Optional.of(scores -> loss(scores, drawn));
  }

  private static NDArray loss(BatchScores scores, Pairs pairs) {
    NDArray lead = scores.of(pairs.better()).sub(scores.of(pairs.worse())); // (pairs, 1)
    return Activation.softPlus(lead.neg()).mean();
  }
}
