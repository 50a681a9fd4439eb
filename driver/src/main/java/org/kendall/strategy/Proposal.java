package org.kendall.strategy;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;

/**
 * A candidate worth a trial.
 *
 * @param candidate in canonical form
 * @param predicted the predictor's score, larger is better; empty where none was asked
 * @param repeat where a candidate is measured several times on purpose, which time it is, from 1:
 *     all candidates have the same seed in the same repeat, so that they are compared in pairs
 * @param step onto or up a ladder; empty where it is to have the fidelity of its stage
 */
public record Proposal(
    Candidate candidate, OptionalDouble predicted, OptionalInt repeat, Optional<Step> step) {
  /**
   * A trial on a ladder.
   *
   * @param fidelity the share of a full evaluation, in (0, 1]
   * @param after the trial that it goes on from; empty for the first of a ladder
   */
  public record Step(double fidelity, Optional<Trial> after) {}

  public static Proposal unpredicted(Candidate candidate) {
    return new Proposal(candidate, OptionalDouble.empty(), OptionalInt.empty(), Optional.empty());
  }

  public static Proposal predicted(Candidate candidate, double score) {
    return new Proposal(candidate, OptionalDouble.of(score), OptionalInt.empty(), Optional.empty());
  }

  public static Proposal repeated(Candidate candidate, int repeat) {
    return new Proposal(
        candidate, OptionalDouble.empty(), OptionalInt.of(repeat), Optional.empty());
  }

  /** The candidate of a trial once more, from where that ended. */
  public static Proposal promoted(Trial ended, double fidelity) {
    return unpredicted(ended.candidate()).on(new Step(fidelity, Optional.of(ended)));
  }

  /** The same at the foot of a ladder. */
  public Proposal atFoot(double fidelity) {
    return on(new Step(fidelity, Optional.empty()));
  }

  private Proposal on(Step next) {
    return new Proposal(candidate, predicted, repeat, Optional.of(next));
  }
}
