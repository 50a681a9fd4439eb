package org.kendall.prepare;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.strategy.Ask;
import org.kendall.strategy.Proposal;
import org.kendall.strategy.Strategy;

/**
 * Every preparation once, as soon as those before it have ended well; what failed up to a trial,
 * once more.
 *
 * @param forgiven the number of that trial
 */
record WhenReady(long forgiven) implements Strategy {
  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    SearchSpace<?> space = ask.problem().space();
    List<Evaluation> ended = ask.history().evaluations();
    Set<String> done =
        ended.stream()
            .filter(Measured.class::isInstance)
            .map(evaluation -> space.describe(evaluation.trial().candidate()))
            .collect(Collectors.toSet());
    Set<Candidate> taken = new HashSet<>(ask.taken());
    ended.stream()
        .filter(e -> e instanceof Measured || e.trial().number() > forgiven)
        .forEach(e -> taken.add(e.trial().candidate()));
    return space
        .list()
        .filter(candidate -> !taken.contains(candidate))
        .filter(candidate -> done.containsAll(((Preparations) space).decode(candidate).after()))
        .map(Proposal::unpredicted)
        .toList();
  }
}
