package org.kendall.strategy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/** The candidates that may still be proposed: allowed, canonical, neither evaluated nor pending. */
final class FreshCandidates {
  private static final int TRIES_PER_DRAW = 2_000;

  private final Problem<?> problem;
  private final History history;
  private final Set<Candidate> taken;

  FreshCandidates(Ask ask) {
    this.problem = ask.problem();
    this.history = ask.history();
    this.taken = ask.taken();
  }

  /** The space that they are of. */
  SearchSpace<?> space() {
    return problem.space();
  }

  /** Whether the canonical candidate may be proposed. */
  boolean isFresh(Candidate canonical) {
    return !taken.contains(canonical) && !history.contains(canonical) && problem.allows(canonical);
  }

  /**
   * Up to {@code count} different ones, each class of equal candidates as likely as it is large.
   */
  List<Candidate> draw(int count, RandomGenerator random) {
    Set<Candidate> drawn = new LinkedHashSet<>();
    while (drawn.size() < count) {
      Optional<Candidate> next = drawOne(drawn, random);
      if (next.isEmpty()) {
        return List.copyOf(fillByEnumeration(drawn, count));
      }
      drawn.add(next.get());
    }
    return List.copyOf(drawn);
  }

  private Optional<Candidate> drawOne(Set<Candidate> drawn, RandomGenerator random) {
    SearchSpace<?> space = problem.space();
    for (int attempt = 0; attempt < TRIES_PER_DRAW; attempt++) {
      Candidate candidate = space.canonical(space.random(random));
      if (!drawn.contains(candidate) && isFresh(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private Set<Candidate> fillByEnumeration(Set<Candidate> drawn, int count) {
    if (problem.space().isListable()) {
      for (Candidate candidate : all()) {
        if (drawn.size() == count) {
          break;
        }
        drawn.add(candidate);
      }
    }
    return drawn;
  }

  /** Every one of them, in the order of the space; for spaces that can be enumerated. */
  List<Candidate> all() {
    return problem.space().list().filter(this::isFresh).toList();
  }
}
