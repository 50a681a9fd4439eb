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
                "random: a random search of as many trials is run and its best few are confirmed"
                    + " beside; none: no comparison.",
            byDefault = "random")
        Baseline baseline) {
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
  }
}
