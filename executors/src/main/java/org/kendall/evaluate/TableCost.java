package org.kendall.evaluate;

import java.util.Arrays;
import java.util.OptionalInt;
import org.kendall.space.Candidate;

/**
 * What a table tells that candidates cost. Of a candidate without a row, and where its number is
 * negative, the cost is not known.
 *
 * @param table with one metric, which is the cost
 */
public record TableCost(String name, TableSettings table) implements CostModel<Object> {
  public TableCost {
    if (table.metrics().size() != 1) {
      throw new IllegalArgumentException(
          "The metrics (%d) of a cost's table must be one.".formatted(table.metrics().size()));
    }
    new Metric(name, "", Metric.Direction.MINIMIZE);
  }

  @Override
  public String unit() {
    return table.metrics().get(0).unit();
  }

  /** Infinite: a design alone is in no table. */
  @Override
  public double cost(Object design) {
    return Double.POSITIVE_INFINITY;
  }

  @Override
  public double cost(Candidate candidate, Object design) {
    BenchmarkTable rows = BenchmarkTable.of(table);
    OptionalInt row = rows.row(candidate);
    double cost = row.isEmpty() ? -1 : rows.value(column(), row.getAsInt());
    return cost < 0 ? Double.POSITIVE_INFINITY : cost;
  }

  @Override
  public boolean knowsAll() {
    return false;
  }

  /** How many rows tell no cost. */
  public long unknownRows() {
    return Arrays.stream(BenchmarkTable.of(table).values(column())).filter(v -> v < 0).count();
  }

  private String column() {
    return table.metrics().get(0).name();
  }
}
