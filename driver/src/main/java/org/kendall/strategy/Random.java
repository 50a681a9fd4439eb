package org.kendall.strategy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.space.Setting;

/** Random search without repetition. */
@Setting("Random search without repetition.")
public record Random() implements Strategy {
  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    return new FreshCandidates(ask)
        .draw(ask.count(), random).stream().map(Proposal::unpredicted).toList();
  }
}
