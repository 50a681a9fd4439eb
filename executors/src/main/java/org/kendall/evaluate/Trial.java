package org.kendall.evaluate;

import java.io.Serializable;
import org.kendall.space.Candidate;

/**
 * A candidate about to be evaluated.
 *
 * @param number unique within a run; later trials have larger numbers
 * @param seed all randomness of the evaluation comes from it
 * @param fidelity the share of a full evaluation that is asked for, in (0, 1]
 */
public record Trial(long number, Stage stage, Candidate candidate, long seed, double fidelity)
    implements Serializable {
  public Trial {
    if (!(fidelity > 0 && fidelity <= 1)) {
      throw new IllegalArgumentException(
          "The fidelity (%s) of trial %d must be in (0, 1].".formatted(fidelity, number));
    }
  }
}
