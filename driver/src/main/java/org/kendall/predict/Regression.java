package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.space.Setting;

/**
 * The squared error: the mean of (sigmoid(score) - target)^2, the targets being the gains brought
 * to 0 (the least seen) to 1 (the largest) (Ning et al., ECCV 2020, section 3.3).
 */
@Setting("The squared error of the score, as a share of the way from the worst seen to the best.")
public record Regression() implements Loss {
  @Override
  public double[] targets(double[] gains) {
    double least = Arrays.stream(gains).min().orElse(0);
    double range = Arrays.stream(gains).max().orElse(0) - least;
    return Arrays.stream(gains).map(gain -> range > 0 ? (gain - least) / range : 0.5).toArray();
  }

  @Override
  public Optional<Lesson> lesson(double[] targets, RandomGenerator random) {
    return Optional.of(scores -> loss(scores, targets));
  }

  private static NDArray loss(BatchScores scores, double[] targets) {
    NDArray told = scores.of(IntStream.range(0, targets.length).toArray()); // (places, 1)
    NDArray right =
        told.getManager()
            .create(targets, new Shape(targets.length, 1))
            .toType(told.getDataType(), false);
    return Activation.sigmoid(told).sub(right).square().mean();
  }
}
