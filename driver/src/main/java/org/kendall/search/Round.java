package org.kendall.search;

import java.util.List;
import org.kendall.evaluate.Stage;

/**
 * What was proposed together, from one fit of the predictor.
 *
 * @param number from 1 within its stage
 * @param fitSeconds what proposing took, the predictor's fit included
 * @param proposedMillis since the epoch, by the driver's clock
 */
public record Round(
    Stage stage, int number, List<ProposedTrial> trials, double fitSeconds, long proposedMillis) {
  public Round {
    trials = List.copyOf(trials);
  }

  /** Whether a predictor ranked it; a round is predicted whole or not at all. */
  public boolean isPredicted() {
    return !trials.isEmpty() && trials.get(0).predicted().isPresent();
  }
}
