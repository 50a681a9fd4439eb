package org.kendall.strategy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/** Scores every candidate of a space that can be listed and is not too large. */
@Setting("Scores every candidate of a small space; leaves larger ones to another inner search.")
public record Exhaustive(
    @Setting(
            value = "The largest size of a space that is scored whole, by its product of choices.",
            byDefault = "50000")
        long limit,
    @Setting(value = "The inner search for larger ones.", byDefault = "evolve")
        InnerSearch otherwise)
    implements InnerSearch {
  public Exhaustive {
    if (limit < 0) {
      throw new IllegalArgumentException("The limit (%d) must not be negative.".formatted(limit));
    }
  }

  /** With evolution for larger spaces. */
  public Exhaustive() {
    this(50_000, new InnerEvolution());
  }

  @Override
  public List<Scored> search(Ranking ranking, Ask ask, RandomGenerator random) {
    SearchSpace<?> space = ask.problem().space();
    return space.isListable() && space.size() <= limit
        ? InnerEvolution.scored(ranking, new FreshCandidates(ask).all())
        : otherwise.search(ranking, ask, random);
  }
}
