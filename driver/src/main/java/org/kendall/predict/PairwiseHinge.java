package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.kendall.space.Setting;

/**
 * The hinge loss on pairs: the mean of max(0, margin - (score of the better - score of the worse))
 * (Ning et al., ECCV 2020, section 3.3).
 */
@Setting("The better of a pair should lead by a margin.")
public record PairwiseHinge(
    @Setting(value = "By how much the better of a pair should lead.", byDefault = "0.1")
        double margin,
    @Setting(value = "Which pairs of a batch are learnt from.", byDefault = "{}")
        PairSampling pairs)
    implements Loss {
  public PairwiseHinge {
    Positive.require("margin", margin);
  }

  /** With the settings of the paper. */
  public PairwiseHinge() {
    this(0.1, new PairSampling());
  }

  @Override
  public Optional<Lesson> lesson(double[] targets, RandomGenerator random) {
    Pairs drawn = pairs.of(targets, random);
    return drawn.size() == 0 ? Optional.empty() : Optional.of(scores -> loss(scores, drawn));
  }

  private NDArray loss(BatchScores scores, Pairs pairs) {
    NDArray lead = scores.of(pairs.better()).sub(scores.of(pairs.worse())); // (pairs, 1)
    return Activation.relu(lead.neg().add(margin)).mean();
  }
}
