package org.kendall.evaluate;

import java.io.Serializable;
import java.util.List;
import org.kendall.space.Setting;

/**
 * A column of a table that tells what candidates cost, such as a latency measured on a device.
 *
 * @param column never empty: where it is left out, the table's first
 */
@Setting("A column of a table that tells what candidates cost.")
public record CostColumn(
    @Setting(
            "The path of a table with a YAML beside it that tells its columns, the path of such a"
                + " YAML, or all of it here.")
        TableSettings table,
    @Setting(value = "The name of one of its metrics; if left out, the first.", byDefault = "")
        String column)
    implements Serializable {
  public CostColumn {
    column = column.isEmpty() ? table.metrics().get(0).name() : column;
    ColumnMetric found = find(table, column);
    if (found.direction() == Metric.Direction.MAXIMIZE) {
      throw new IllegalArgumentException(
          ("The column (%s) is better when it is larger, but a cost is better when it is smaller.\n"
                  + "Maybe say direction: minimize where the table is described.")
              .formatted(column));
    }
  }

  private static ColumnMetric find(TableSettings table, String column) {
    return table.metrics().stream()
        .filter(metric -> metric.name().equals(column))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "The column (%s) is not a metric of the table; there are %s."
                        .formatted(
                            column,
                            String.join(
                                ", ", table.metrics().stream().map(ColumnMetric::name).toList()))));
  }

  /** The cost that it tells. */
  public TableCost named(String name) {
    ColumnMetric found = find(table, column);
    TableSettings alone =
        new TableSettings(table.file(), table.space(), table.key(), List.of(found), "");
    return new TableCost(name, alone);
  }
}
