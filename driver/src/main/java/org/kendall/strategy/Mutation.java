package org.kendall.strategy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;

/**
 * Changes one choice of a candidate so that a fresh one comes of it.
 *
 * <p>A change that means nothing, as an edge to a vertex that leads nowhere, is kept and the next
 * is made on top: parts that a canonical form drops can come alive only by two changes.
 */
record Mutation(SearchSpace<?> space, FreshCandidates fresh) {
  private static final int TRIES = 100;

  /** A fresh child in canonical form that is not taken; empty if none was found in many tries. */
  Optional<Candidate> of(Candidate parent, Set<Candidate> taken, RandomGenerator random) {
    List<Choice> choices = space.choices();
    Candidate current = parent;
    for (int attempt = 0; attempt < TRIES; attempt++) {
      int place = random.nextInt(choices.size());
      int options = choices.get(place).size();
      if (options == 1) {
        continue;
      }
      int option = random.nextInt(options - 1);
      Candidate changed = current.with(place, option < current.option(place) ? option : option + 1);
      if (!space.allows(changed)) {
        continue;
      }
      Candidate child = space.canonical(changed);
      if (child.equals(parent)) {
        current = changed;
      } else if (!taken.contains(child) && fresh.isFresh(child)) {
        return Optional.of(child);
      }
    }
    return Optional.empty();
  }
}
