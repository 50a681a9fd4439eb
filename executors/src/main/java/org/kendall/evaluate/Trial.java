package org.kendall.evaluate;

import java.io.Serializable;
import org.kendall.space.Candidate;

/**
 * A candidate about to be evaluated.
 *
 * @param number unique within a run; later trials have larger numbers
 * @param seed all randomness of the evaluation comes from it
 * @param fidelity the share of a full evaluation that is asked for, in (0, 1]
 * @param rung where it stands among trials of growing fidelity; {@link Rung#NONE} if it stands
 *     alone
 */
public record Trial(
    long number, Stage stage, Candidate candidate, long seed, double fidelity, Rung rung)
    implements Serializable {
  public Trial {
    if (!(fidelity > 0 && fidelity <= 1)) {
      throw new IllegalArgumentException(
          "The fidelity (%s) of trial %d must be in (0, 1].".formatted(fidelity, number));
    }
    if (!(rung.from() < fidelity)) {
      throw new IllegalArgumentException(
          "The fidelity (%s) of trial %d must be above the %s that it goes on from."
              .formatted(fidelity, number, rung.from()));
    }
  }

  /** One that stands alone. */
  public Trial(long number, Stage stage, Candidate candidate, long seed, double fidelity) {
    this(number, stage, candidate, seed, fidelity, Rung.NONE);
  }

  /** The same of another candidate. */
  public Trial of(Candidate other) {
    return new Trial(number, stage, other, seed, fidelity, rung);
  }

  /** The number under which it keeps files: that of the first trial of its ladder, or its own. */
  public long home() {
    return rung.isOnLadder() ? rung.ladder() : number;
  }

  /** The share of a full evaluation that is left to do. */
  public double work() {
    return fidelity - rung.from();
  }
}
