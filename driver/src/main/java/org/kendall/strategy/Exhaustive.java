package org.kendall.strategy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/** Scores every candidate of a space that can be listed and is not too large. */
@Setting("Scores every candidate of a small space; leaves larger ones to another inner search.")
public record Exhaustive(
    @Setting(
            value = "The largest size of a space that is scored whole, by its product of choices.",
            byDefault = "50000")
        long limit,
    @Setting(
            value =
                "Where there are more candidates, only so many are scored in full: the best by a"
                    + " rougher ranking.",
            byDefault = "20000")
        int sieve,
    @Setting(value = "The inner search for larger ones.", byDefault = "evolve")
        InnerSearch otherwise)
    implements InnerSearch {
  public Exhaustive {
    if (limit < 0) {
      throw new IllegalArgumentException("The limit (%d) must not be negative.".formatted(limit));
    }
    if (sieve < 1) {
      throw new IllegalArgumentException("The sieve (%d) must be positive.".formatted(sieve));
    }
  }

  /** With evolution for larger spaces. */
  public Exhaustive() {
    this(50_000, 20_000, new InnerEvolution());
  }

  @Override
  public List<Scored> search(Ranking ranking, Ask ask, RandomGenerator random) {
    SearchSpace<?> space = ask.problem().space();
    return space.isListable() && space.size() <= limit
        ? InnerEvolution.scored(ranking, sifted(ranking, new FreshCandidates(ask).all()))
        : otherwise.search(ranking, ask, random);
  }

  private List<Candidate> sifted(Ranking ranking, List<Candidate> all) {
    return all.size() <= sieve
        ? all
        : Best.of(InnerEvolution.scored(ranking.rough(), all), sieve).stream()
            .map(Scored::candidate)
            .toList();
  }
}
