package org.kendall.strategy;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kendall.space.Candidate;

/**
 * A candidate worth a trial.
 *
 * @param candidate in canonical form
 * @param predicted the predictor's score, larger is better; empty where none was asked
 * @param repeat where a candidate is measured several times on purpose, which time it is, from 1:
 *     all candidates have the same seed in the same repeat, so that they are compared in pairs
 */
public record Proposal(Candidate candidate, OptionalDouble predicted, OptionalInt repeat) {
  public static Proposal unpredicted(Candidate candidate) {
    return new Proposal(candidate, OptionalDouble.empty(), OptionalInt.empty());
  }

  public static Proposal predicted(Candidate candidate, double score) {
    return new Proposal(candidate, OptionalDouble.of(score), OptionalInt.empty());
  }

  public static Proposal repeated(Candidate candidate, int repeat) {
    return new Proposal(candidate, OptionalDouble.empty(), OptionalInt.of(repeat));
  }
}
