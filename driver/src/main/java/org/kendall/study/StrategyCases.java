package org.kendall.study;

import java.util.List;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;

/**
 * All searches of a comparison: every strategy from every seed. The seed turns slowest, so a
 * comparison that is not at its end has all strategies beside each other on the seeds that it has.
 *
 * @param seeds 1 to this
 */
public record StrategyCases(List<NamedStrategy> strategies, int seeds)
    implements SearchSpace<StrategyCase> {
  public StrategyCases {
    strategies = List.copyOf(strategies);
    if (strategies.isEmpty()) {
      throw new IllegalArgumentException("The strategies [] must name at least one.");
    }
    if (seeds < 1 || seeds > Choice.MAX_OPTIONS) {
      throw new IllegalArgumentException(
          "The seeds (%d) must be 1 to %d.".formatted(seeds, Choice.MAX_OPTIONS));
    }
  }

  @Override
  public List<Choice> choices() {
    return List.of(
        Choice.ordered(
            "seed", IntStream.rangeClosed(1, seeds).mapToObj(Integer::toString).toList()),
        Choice.categorical("strategy", strategies.stream().map(NamedStrategy::name).toList()));
  }

  @Override
  public StrategyCase decode(Candidate candidate) {
    return new StrategyCase(strategies.get(candidate.option(1)), candidate.option(0) + 1);
  }

  /** Such as {@code evolution, seed 3}. */
  @Override
  public String describe(Candidate candidate) {
    StrategyCase one = decode(candidate);
    return "%s, seed %d".formatted(one.strategy().name(), one.seed());
  }
}
