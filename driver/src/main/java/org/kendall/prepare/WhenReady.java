package org.kendall.prepare;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.strategy.Ask;
import org.kendall.strategy.Proposal;
import org.kendall.strategy.Strategy;

/** Every preparation once, as soon as those before it have ended well. */
record WhenReady() implements Strategy {
  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    SearchSpace<?> space = ask.problem().space();
    Set<String> done =
        ask.history().evaluations().stream()
            .filter(Measured.class::isInstance)
            .map(evaluation -> space.describe(evaluation.trial().candidate()))
            .collect(Collectors.toSet());
    Set<Candidate> taken = ask.taken();
    return space
        .list()
        .filter(candidate -> !taken.contains(candidate) && !ask.history().contains(candidate))
        .filter(candidate -> done.containsAll(((Preparations) space).decode(candidate).after()))
        .map(Proposal::unpredicted)
        .toList();
  }
}
