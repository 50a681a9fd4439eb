package org.kendall.strategy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Problem;
import org.kendall.space.Setting;

/** Every candidate once, in the order of the space. */
@Setting("Every candidate once, in the order of the space.")
public record Sweep() implements Strategy {
  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    FreshCandidates fresh = new FreshCandidates(ask);
    return ask.problem()
        .space()
        .list()
        .filter(fresh::isFresh)
        .limit(ask.count())
        .map(Proposal::unpredicted)
        .toList();
  }

  @Override
  public void check(Problem<?> problem) {
    if (!problem.space().isListable()) {
      throw new IllegalArgumentException(
          "A sweep needs a space that can be listed; this one has %,d candidates.\nMaybe search it."
              .formatted(problem.space().size()));
    }
  }
}
