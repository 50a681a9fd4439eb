package org.kendall.search;

import org.kendall.space.Setting;

/** How trials are put into rounds. */
@Setting("How trials are put into rounds.")
public record Rounds(
    @Setting(
            value =
                "rolling: the next round is sent while slow trials of the last are under way;"
                    + " closed: a round waits for all of the last, and the outcome depends on the"
                    + " seed alone.",
            byDefault = "rolling")
        Kind kind,
    @Setting(value = "Trials per round; the predictor is fitted anew for each.", byDefault = "8")
        int size,
    @Setting(
            value = "Rolling: queued trials left when the next round is sent; 0 is one per slot.",
            byDefault = "0")
        int ahead) {
  /** Whether a round waits for the one before. */
  public enum Kind {
    ROLLING,
    CLOSED
  }

  public Rounds {
    if (size < 1) {
      throw new IllegalArgumentException("The size (%d) must be positive.".formatted(size));
    }
    if (ahead < 0) {
      throw new IllegalArgumentException("The ahead (%d) must not be negative.".formatted(ahead));
    }
  }

  /** The most trials in flight, running or queued, at which the next round is proposed. */
  int threshold(int slots) {
    return kind == Kind.CLOSED ? 0 : slots + (ahead == 0 ? slots : ahead);
  }
}
