package org.kendall.search;

import org.kendall.space.Setting;

/** How the best few are measured again, and what they are compared with. */
@Setting("How the best few are measured again, on the test set, and what they are compared with.")
public record ConfirmRule(
    @Setting(
            value =
                "How many of the best by the objective or, with several, of the front, spread along"
                    + " it; 0: none, and nothing is tested.",
            byDefault = "3")
        int candidates,
    @Setting(value = "How often each is evaluated, from different seeds.", byDefault = "3")
        int seeds,
    @Setting(
            value =
                "random: a random search of as much work is run and its best few are confirmed"
                    + " beside; none: no comparison.",
            byDefault = "random")
        Baseline baseline,
    @Setting(value = "How many times the search's work the random search has.", byDefault = "1")
        double baselineWork) {
  /** What a search is compared with. */
  public enum Baseline {
    NONE,
    RANDOM
  }

  public ConfirmRule {
    if (candidates < 0 || seeds < 1) {
      throw new IllegalArgumentException(
          "The candidates (%d) must not be negative and the seeds (%d) positive."
              .formatted(candidates, seeds));
    }
    if (!(baselineWork > 0 && Double.isFinite(baselineWork))) {
      throw new IllegalArgumentException(
          "The baseline work (%s) must be positive.".formatted(baselineWork));
    }
  }

  /** Beside a random search of as much work, if any. */
  public ConfirmRule(int candidates, int seeds, Baseline baseline) {
    this(candidates, seeds, baseline, 1);
  }
}
