package org.kendall.evaluate;

import java.io.Serializable;

/**
 * A place on a ladder: trials of one candidate and one seed, each of a larger fidelity than the one
 * before, of which each goes on where that one ended. A trial on a ladder is the first part of a
 * full evaluation, whose rates and noise it has; one of less fidelity that stands alone is a whole
 * evaluation in little.
 *
 * @param ladder the number of the first trial of its ladder; 0 if there is no ladder
 * @param from the fidelity that the trial goes on from; 0 where it is the first
 */
public record Rung(long ladder, double from) implements Serializable {
  /** Of a trial that stands alone. */
  public static final Rung NONE = new Rung(0, 0);

  /** Of one that goes on from another. */
  public static Rung after(Trial ended) {
    return new Rung(ended.home(), ended.fidelity());
  }

  /** Whether there is a ladder. */
  public boolean isOnLadder() {
    return ladder > 0;
  }
}
