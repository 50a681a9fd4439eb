package org.kendall.search;

import java.io.Serializable;
import org.kendall.space.Setting;

/**
 * Workers that exist on a simulated clock only.
 *
 * @param failures in [0, 1)
 * @param stragglers in [0, 1]
 */
@Setting("Workers on a simulated clock, where a trial takes as long as its real training did.")
public record SimulatedWorkers(
    @Setting("Trials that run at once.") int count,
    @Setting(
            value =
                "Share of the trials that fail on their worker once, after a random part of their"
                    + " time, and run again on another.",
            byDefault = "0")
        double failures,
    @Setting(value = "Share of the trials that hit a slow worker.", byDefault = "0")
        double stragglers,
    @Setting(value = "How many times as long a trial takes on a slow worker.", byDefault = "5")
        double slowdown,
    @Setting(
            value = "How long a trial takes if its evaluator does not tell training_seconds.",
            unit = "seconds",
            byDefault = "1")
        double trialSeconds,
    @Setting(
            value =
                "What proposing, with the predictor's fit, takes on the simulated clock. free:"
                    + " nothing, and the outcome depends on the seed alone; timed: as long as it"
                    + " really takes.",
            byDefault = "free")
        Proposing proposing)
    implements Serializable {
  /** What proposing takes on the simulated clock. */
  public enum Proposing {
    FREE,
    TIMED
  }

  public SimulatedWorkers {
    if (count < 1) {
      throw new IllegalArgumentException("The count (%d) must be positive.".formatted(count));
    }
    if (!(failures >= 0 && failures < 1)) {
      throw new IllegalArgumentException(
          "The failures (%s) must be a share in [0, 1).".formatted(failures));
    }
    if (!(stragglers >= 0 && stragglers <= 1)) {
      throw new IllegalArgumentException(
          "The stragglers (%s) must be a share in [0, 1].".formatted(stragglers));
    }
    if (!(slowdown >= 1)) {
      throw new IllegalArgumentException(
          "The slowdown (%s) must be 1 or more.".formatted(slowdown));
    }
    if (!(trialSeconds > 0)) {
      throw new IllegalArgumentException(
          "The trial seconds (%s) must be positive.".formatted(trialSeconds));
    }
  }

  /** Workers that neither fail nor straggle. */
  public static SimulatedWorkers reliable(int count) {
    return new SimulatedWorkers(count, 0, 0, 1, 1, Proposing.FREE);
  }
}
