package org.kendall.strategy;

import java.util.OptionalDouble;
import org.kendall.space.Candidate;

/**
 * A candidate worth a trial.
 *
 * @param candidate in canonical form
 * @param predicted the predictor's score, larger is better; empty where none was asked
 */
public record Proposal(Candidate candidate, OptionalDouble predicted) {
  public static Proposal unpredicted(Candidate candidate) {
    return new Proposal(candidate, OptionalDouble.empty());
  }

  public static Proposal predicted(Candidate candidate, double score) {
    return new Proposal(candidate, OptionalDouble.of(score));
  }
}
