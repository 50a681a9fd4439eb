package org.kendall.evaluate;

import java.io.Serializable;
import org.kendall.space.Setting;

/**
 * A figure that an evaluator measures.
 *
 * @param name in snake case, such as {@code validation_accuracy}
 * @param unit such as {@code %} or {@code ms}; empty where there is none
 */
@Setting("A figure that is measured.")
public record Metric(
    @Setting("Its name, in snake case.") String name,
    @Setting(value = "Its unit; empty where there is none.", byDefault = "") String unit,
    @Setting(value = "Which way is better.", byDefault = "maximize") Direction direction)
    implements Serializable {
  /** Which way is better. */
  public enum Direction {
    MAXIMIZE,
    MINIMIZE;

    /** The value turned so that larger is better. */
    public double asGain(double value) {
      return this == MAXIMIZE ? value : -value;
    }
  }

  public Metric {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException(
          "The metric name (%s) must be in snake case.".formatted(name));
    }
  }

  public static Metric maximized(String name, String unit) {
    return new Metric(name, unit, Direction.MAXIMIZE);
  }

  public static Metric minimized(String name, String unit) {
    return new Metric(name, unit, Direction.MINIMIZE);
  }
}
