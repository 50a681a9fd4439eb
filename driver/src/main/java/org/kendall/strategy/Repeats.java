package org.kendall.strategy;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.space.Candidate;

/**
 * Proposes a given list of candidates, each several times in a row: they are to be measured again
 * from other seeds. The one strategy that repeats candidates on purpose.
 *
 * @param times how often each is proposed
 */
public record Repeats(List<Candidate> candidates, int times) implements Strategy {
  public Repeats {
    candidates = List.copyOf(candidates);
  }

  /** How many trials that makes. */
  public int trials() {
    return candidates.size() * times;
  }

  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    return IntStream.range(ask.proposed(), Math.min(trials(), ask.proposed() + ask.count()))
        .mapToObj(i -> Proposal.unpredicted(candidates.get(i / times)))
        .toList();
  }
}
