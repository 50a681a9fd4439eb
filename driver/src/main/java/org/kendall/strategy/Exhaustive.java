package org.kendall.strategy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/** Scores every candidate of a space that can be listed. */
@Setting("Scores every candidate of the space, where it can be listed.")
public record Exhaustive(
    @Setting(value = "The inner search where it cannot be listed.", byDefault = "evolve")
        InnerSearch otherwise)
    implements InnerSearch {
  /** With the defaults of the evolution. */
  public Exhaustive() {
    this(new InnerEvolution());
  }

  @Override
  public List<Scored> search(Ranking ranking, Ask ask, RandomGenerator random) {
    SearchSpace<?> space = ask.problem().space();
    return space.isListable()
        ? InnerEvolution.scored(ranking, new FreshCandidates(ask).all())
        : otherwise.search(ranking, ask, random);
  }
}
