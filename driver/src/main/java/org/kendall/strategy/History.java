package org.kendall.strategy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kendall.evaluate.Evaluation;
import org.kendall.space.Candidate;

/**
 * All evaluations of a stage so far, by trial number: the only state that a search has. Immutable.
 */
public final class History {
  private final List<Evaluation> evaluations;
  private final Set<Candidate> candidates;

  private History(List<Evaluation> evaluations) {
    this.evaluations = evaluations;
    this.candidates = new HashSet<>(evaluations.size() * 2);
    evaluations.forEach(evaluation -> candidates.add(evaluation.trial().candidate()));
  }

  /** A history of these evaluations; the order in which they are given does not matter. */
  public static History of(List<Evaluation> evaluations) {
    return new History(
        evaluations.stream()
            .sorted(Comparator.comparingLong(evaluation -> evaluation.trial().number()))
            .toList());
  }

  /** Measured and failed ones, by trial number. */
  public List<Evaluation> evaluations() {
    return evaluations;
  }

  /** How many evaluations there are. */
  public int size() {
    return evaluations.size();
  }

  /** Whether the candidate was evaluated, well or not; it must be in canonical form. */
  public boolean contains(Candidate candidate) {
    return candidates.contains(candidate);
  }
}
