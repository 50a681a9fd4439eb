package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;

/**
 * Some candidates once each, in their order, then what another strategy proposes. Those that the
 * problem does not allow are left out.
 *
 * @param candidates in canonical form
 * @param then empty where there is no more to do
 */
public record Listed(List<Candidate> candidates, Optional<Strategy> then) implements Strategy {
  public Listed {
    candidates = List.copyOf(candidates);
  }

  /** Nothing but these. */
  public static Listed only(List<Candidate> candidates) {
    return new Listed(candidates, Optional.empty());
  }

  /** These before a strategy's own; the strategy itself where there are none. */
  public static Strategy before(List<Candidate> candidates, Strategy then) {
    return candidates.isEmpty() ? then : new Listed(candidates, Optional.of(then));
  }

  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    FreshCandidates fresh = new FreshCandidates(ask);
    List<Candidate> listed =
        candidates.stream().distinct().filter(fresh::isFresh).limit(ask.count()).toList();
    List<Proposal> proposals = new ArrayList<>(listed.stream().map(Proposal::unpredicted).toList());
    int left = ask.count() - listed.size();
    if (then.isPresent() && left > 0) {
      Ask rest = new Ask(ask.problem(), ask.history(), ask.pending(), left, listed);
      proposals.addAll(then.get().propose(rest, random));
    }
    return proposals;
  }

  @Override
  public void check(Problem<?> problem) {
    then.ifPresent(strategy -> strategy.check(problem));
  }
}
