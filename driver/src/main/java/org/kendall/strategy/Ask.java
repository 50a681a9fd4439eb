package org.kendall.strategy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;

/**
 * What a strategy is asked.
 *
 * @param pending trials that were proposed and are not evaluated yet
 * @param count how many proposals are wanted
 */
public record Ask(Problem<?> problem, History history, List<Trial> pending, int count) {
  public Ask {
    pending = List.copyOf(pending);
    if (count < 1) {
      throw new IllegalArgumentException("The count (%d) must be positive.".formatted(count));
    }
  }

  /** How many trials were proposed before: evaluated ones and pending ones. */
  public int proposed() {
    return history.size() + pending.size();
  }

  /** The candidates under way, which are not to be proposed again. */
  public Set<Candidate> pendingCandidates() {
    Set<Candidate> candidates = new HashSet<>();
    pending.forEach(trial -> candidates.add(trial.candidate()));
    return candidates;
  }
}
