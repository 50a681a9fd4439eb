package org.kendall.study;

import java.util.List;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/** All searches of a comparison: every strategy from every seed, the first strategy first. */
@Setting("Every strategy from every seed.")
public record StrategyCases(
    @Setting("What is compared.") List<NamedStrategy> strategies,
    @Setting(value = "Seeds 1 to this.", byDefault = "20") int seeds)
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
        Choice.categorical("strategy", strategies.stream().map(NamedStrategy::name).toList()),
        Choice.ordered(
            "seed", IntStream.rangeClosed(1, seeds).mapToObj(Integer::toString).toList()));
  }

  @Override
  public StrategyCase decode(Candidate candidate) {
    return new StrategyCase(strategies.get(candidate.option(0)), candidate.option(1) + 1);
  }

  /** Such as {@code evolution, seed 3}. */
  @Override
  public String describe(Candidate candidate) {
    StrategyCase one = decode(candidate);
    return "%s, seed %d".formatted(one.strategy().name(), one.seed());
  }
}
