package org.kendall.search;

import java.util.List;
import java.util.OptionalInt;
import org.kendall.evaluate.Stage;

/**
 * What was proposed together, from one fit of the predictor.
 *
 * @param number from 1 within its stage
 * @param seen trials of its stage that had ended when it was asked for, which a predictor had
 *     learnt from; empty where the journal is of before that was noted
 * @param fitSeconds what proposing took, the predictor's fit included
 * @param proposedMillis since the epoch, by the driver's clock
 */
public record Round(
    Stage stage,
    int number,
    List<ProposedTrial> trials,
    OptionalInt seen,
    double fitSeconds,
    long proposedMillis) {
  public Round {
    trials = List.copyOf(trials);
  }

  /** The smallest number of its trials. */
  long firstNumber() {
    return trials.get(0).trial().number();
  }

  /** Whether a predictor ranked it, but for those of its trials that go on from others. */
  public boolean isPredicted() {
    return trials.stream().anyMatch(proposed -> proposed.predicted().isPresent());
  }
}
