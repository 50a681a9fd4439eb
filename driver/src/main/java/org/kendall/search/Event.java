package org.kendall.search;

import java.util.List;
import org.kendall.evaluate.Evaluation;
import org.kendall.strategy.Proposal;

/** What the loop waits for. */
sealed interface Event {
  /** Evaluations came in. */
  record Landed(List<Evaluation> evaluations) implements Event {}

  /** The strategy, which had seen so many trials, has answered; what it took is in seconds. */
  record Proposed(List<Proposal> proposals, int seen, double seconds) implements Event {}

  /** Something other than a candidate failed. */
  record Broke(Throwable reason) implements Event {}

  /** A person or a scheduler wants the run to stop. */
  record Stop() implements Event {}
}
