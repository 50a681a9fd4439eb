package org.kendall.evaluate;

import java.io.Serializable;
import java.util.Map;
import java.util.OptionalDouble;

/** What came of a trial: it was measured, or it failed. */
public sealed interface Evaluation extends Serializable {
  Trial trial();

  Place place();

  /** The value of a metric; empty if the trial failed or did not measure it. */
  OptionalDouble metric(String name);

  /** A trial that ended well; every metric is finite. */
  record Measured(Trial trial, Place place, Map<String, Double> metrics) implements Evaluation {
    public Measured {
      metrics = Map.copyOf(metrics);
      metrics.forEach(
          (name, value) -> {
            if (!Double.isFinite(value)) {
              throw new IllegalArgumentException(
                  "The metric %s (%s) must be finite.".formatted(name, value));
            }
          });
    }

    @Override
    public OptionalDouble metric(String name) {
      Double value = metrics.get(name);
      return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
  }

  /**
   * A bad candidate: recorded, never tried again.
   *
   * @param message one line for people
   * @param stack the stack trace, or the end of a process's log; may be empty
   * @param log the last lines that were logged while it ran; may be empty
   */
  record Failed(
      Trial trial, Place place, FailureKind kind, String message, String stack, String log)
      implements Evaluation {
    /** One that logged nothing. */
    public Failed(Trial trial, Place place, FailureKind kind, String message, String stack) {
      this(trial, place, kind, message, stack, "");
    }

    /** The same with the last lines that were logged. */
    public Failed withLog(String lines) {
      return new Failed(trial, place, kind, message, stack, lines);
    }

    @Override
    public OptionalDouble metric(String name) {
      return OptionalDouble.empty();
    }
  }
}
