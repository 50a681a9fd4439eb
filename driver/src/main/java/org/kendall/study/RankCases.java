package org.kendall.study;

import java.util.List;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;

/**
 * All fits of a ranking study: every predictor with every train size on every split from every
 * seed. The split turns slowest, so a study that is not at its end has all predictors beside each
 * other on the splits that it has.
 *
 * @param splits 1 to this
 * @param seeds 1 to this, of fits on the same split
 */
public record RankCases(
    List<NamedPredictor> predictors, List<Integer> trainSizes, int splits, int seeds)
    implements SearchSpace<RankCase> {
  public RankCases {
    predictors = List.copyOf(predictors);
    trainSizes = List.copyOf(trainSizes);
    if (predictors.isEmpty()) {
      throw new IllegalArgumentException("The predictors [] must name at least one.");
    }
    if (trainSizes.isEmpty()) {
      throw new IllegalArgumentException("The sizes [] must name at least one.");
    }
    if (trainSizes.stream().distinct().count() < trainSizes.size()) {
      throw new IllegalArgumentException("The sizes (%s) must differ.".formatted(trainSizes));
    }
    requireCount("splits", splits);
    requireCount("seeds", seeds);
  }

  private static void requireCount(String what, int count) {
    if (count < 1 || count > Choice.MAX_OPTIONS) {
      throw new IllegalArgumentException(
          "The %s (%d) must be 1 to %d.".formatted(what, count, Choice.MAX_OPTIONS));
    }
  }

  @Override
  public List<Choice> choices() {
    return List.of(
        Choice.ordered("split", numbers(splits)),
        Choice.ordered("seed", numbers(seeds)),
        Choice.ordered("train_size", trainSizes.stream().map(Object::toString).toList()),
        Choice.categorical("predictor", predictors.stream().map(NamedPredictor::name).toList()));
  }

  private static List<String> numbers(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(Integer::toString).toList();
  }

  @Override
  public RankCase decode(Candidate candidate) {
    return new RankCase(
        predictors.get(candidate.option(3)),
        trainSizes.get(candidate.option(2)),
        candidate.option(0) + 1,
        candidate.option(1) + 1);
  }

  /** Such as {@code gates, 78 seen, split 1, seed 3}. */
  @Override
  public String describe(Candidate candidate) {
    RankCase one = decode(candidate);
    return "%s, %d seen, split %d, seed %d"
        .formatted(one.predictor().name(), one.trainSize(), one.split(), one.seed());
  }
}
