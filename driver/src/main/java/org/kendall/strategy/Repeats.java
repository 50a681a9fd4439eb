package org.kendall.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.kendall.space.Candidate;

/**
 * Proposes each of a list of candidates until it was tried so many times: they are measured again
 * from other seeds. The one strategy that repeats candidates on purpose.
 *
 * @param times how often each is tried
 */
public record Repeats(List<Candidate> candidates, int times) implements Strategy {
  public Repeats {
    candidates = List.copyOf(candidates);
  }

  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    Map<Candidate, Integer> tried = new HashMap<>();
    ask.history().evaluations().forEach(e -> tried.merge(e.trial().candidate(), 1, Integer::sum));
    ask.pending().forEach(trial -> tried.merge(trial.candidate(), 1, Integer::sum));
    List<Proposal> proposals = new ArrayList<>();
    for (Candidate candidate : candidates) {
      for (int i = tried.getOrDefault(candidate, 0); i < times; i++) {
        proposals.add(Proposal.repeated(candidate, i + 1));
      }
    }
    return proposals.subList(0, Math.min(ask.count(), proposals.size()));
  }
}
