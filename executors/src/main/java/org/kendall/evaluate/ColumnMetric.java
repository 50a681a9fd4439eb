package org.kendall.evaluate;

import java.io.Serializable;
import org.kendall.space.Setting;

/**
 * A column of a table that is a metric.
 *
 * @param name never empty: where it is left out, the column's own
 * @param unit such as {@code %} or {@code ms}; empty where there is none
 */
@Setting("A column of a table that is a metric.")
public record ColumnMetric(
    @Setting("The column in the file.") String column,
    @Setting(value = "The metric's name, in snake case; if left out, the column's.", byDefault = "")
        String name,
    @Setting(value = "Its unit; empty where there is none.", byDefault = "") String unit,
    @Setting(value = "Which way is better.", byDefault = "maximize") Metric.Direction direction)
    implements Serializable {
  public ColumnMetric {
    if (column.isBlank()) {
      throw new IllegalArgumentException("The column (%s) must be named.".formatted(column));
    }
    name = name.isEmpty() ? column : name;
    new Metric(name, unit, direction);
  }

  /** The metric alone. */
  public Metric metric() {
    return new Metric(name, unit, direction);
  }
}
