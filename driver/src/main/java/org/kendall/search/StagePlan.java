package org.kendall.search;

import org.kendall.evaluate.Stage;
import org.kendall.strategy.Strategy;

/**
 * What one stage of a search does.
 *
 * @param fidelity the share of a full evaluation that its trials are
 */
record StagePlan(Stage stage, Strategy strategy, Rounds rounds, StopRule stop, double fidelity) {
  /** All of some trials together, in full. */
  static StagePlan atOnce(Stage stage, Strategy strategy, int trials) {
    Rounds one = new Rounds(Rounds.Kind.CLOSED, trials, 0);
    return new StagePlan(stage, strategy, one, StopRule.after(trials), 1);
  }
}
