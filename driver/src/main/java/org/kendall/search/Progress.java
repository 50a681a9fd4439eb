package org.kendall.search;

import java.util.OptionalDouble;
import org.kendall.evaluate.Stage;

/**
 * How far a stage is.
 *
 * @param planned trials it will have, unless candidates or time run out
 * @param best the best value of the objective so far
 * @param tau Kendall's tau-b of the last round that was predicted and is measured whole
 */
public record Progress(
    Stage stage,
    int planned,
    int measured,
    int failed,
    int inFlight,
    OptionalDouble best,
    OptionalDouble tau) {
  /** Trials that have ended. */
  public int ended() {
    return measured + failed;
  }
}
