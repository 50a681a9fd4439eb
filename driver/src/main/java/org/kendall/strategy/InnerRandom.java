package org.kendall.strategy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Setting;

/** Scores candidates drawn at random (GATES, section 4.4, where it is the best of 500 or so). */
@Setting("Scores candidates drawn at random: for spaces of any kind and size.")
public record InnerRandom(
    @Setting(value = "Candidates drawn and scored for each one proposed.", byDefault = "500")
        int perProposal)
    implements InnerSearch {
  public InnerRandom {
    if (perProposal < 1) {
      throw new IllegalArgumentException(
          "The per proposal (%d) must be positive.".formatted(perProposal));
    }
  }

  @Override
  public List<Scored> search(Ranking ranking, Ask ask, RandomGenerator random) {
    int count = Math.multiplyExact(perProposal, ask.count());
    return InnerEvolution.scored(ranking, new FreshCandidates(ask).draw(count, random));
  }
}
