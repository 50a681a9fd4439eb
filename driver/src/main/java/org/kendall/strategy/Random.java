package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.space.Candidate;
import org.kendall.space.Setting;

/** Random search without repetition. */
@Setting("Random search without repetition.")
public record Random() implements Strategy {
  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    List<Candidate> drawn = new ArrayList<>();
    for (Ask part : ask.perBudget()) {
      drawn.addAll(new FreshCandidates(part.without(drawn)).draw(part.count(), random));
    }
    return drawn.stream().map(Proposal::unpredicted).toList();
  }
}
