package org.kendall.search;

import java.util.List;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Trial;

/** Takes trials to where they run, and brings back what came of them. */
public interface Dispatcher {
  /** How many trials can run at once, now. */
  int slots();

  /**
   * Sends trials off and returns at once. Each trial lands exactly once, in any order, from any
   * thread; those of one call may be spread over machines.
   *
   * @param label what to call the batch where people watch the cluster
   */
  void send(List<Trial> trials, BatchLabel label, Landing landing);

  /** Gives up all trials under way; what is late may still land, and is ignored. */
  void cancel();

  /**
   * The loop is about to wait, and nothing is being proposed. A clock that is not the real one may
   * go on here, until something lands.
   */
  default void idle() {}

  /** Where evaluations arrive. */
  interface Landing {
    /** Some trials ended, well or not. */
    void landed(List<Evaluation> evaluations);

    /** The cluster can go on no more, for a reason that no candidate is to blame for. */
    void broke(Throwable reason);
  }
}
