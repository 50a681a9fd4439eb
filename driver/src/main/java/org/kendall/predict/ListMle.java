package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.space.Setting;

/**
 * ListMLE: the negative log-likelihood of the true order, in which each place goes to one of those
 * left with a chance in proportion to exp(score) (Xia et al., ICML 2008, section 4.2; Ning et al.,
 * ECCV 2020, section 3.3). The list is the batch; the loss is the mean over places.
 */
@Setting("The likelihood of the true order of the whole batch.")
public record ListMle() implements Loss {
  @Override
  public Optional<Lesson> lesson(double[] targets, RandomGenerator random) {
    boolean flat = Arrays.stream(targets).distinct().count() < 2;
    return flat ? Optional.empty() : Optional.of(scores -> loss(scores, worstFirst(targets)));
  }

  private static int[] worstFirst(double[] targets) {
    return IntStream.range(0, targets.length)
        .boxed()
        .sorted(Comparator.comparingDouble(place -> targets[place]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Worst first, those left at a place are it and all before: a running sum. */
  private static NDArray loss(BatchScores scores, int[] worstFirst) {
    NDArray told = scores.of(worstFirst).reshape(new Shape(-1)); // (places)
    NDArray shifted = told.sub(told.max()); // exp never overflows
    NDArray left = shifted.exp().cumSum(0).add(1e-11f).log(); // (places)
    return left.sub(shifted).mean();
  }
}
