package org.kendall.search;

import org.kendall.space.Setting;

/** When a search has done enough. */
@Setting("When a search has done enough.")
public record StopRule(
    @Setting("How many candidates are tried, failed ones included.") int trials,
    @Setting(
            value =
                "No more is proposed when drivers have worked on the stage so long; 0: no limit.",
            unit = "minutes",
            byDefault = "0")
        double minutes) {
  public StopRule {
    if (trials < 1) {
      throw new IllegalArgumentException("The trials (%d) must be positive.".formatted(trials));
    }
    if (!(minutes >= 0)) {
      throw new IllegalArgumentException(
          "The minutes (%s) must not be negative.".formatted(minutes));
    }
  }

  /** A rule that stops after that many trials, however long they take. */
  static StopRule after(int trials) {
    return new StopRule(trials, 0);
  }
}
