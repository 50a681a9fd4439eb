package org.kendall.evaluate;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * Where a table of measured candidates lies, and what its columns mean.
 *
 * @param file CSV or Parquet, plain or gzip, on any file system of Hadoop's
 * @param key at least one; the cells, joined by one blank, are read by {@link SearchSpace#parse}
 * @param metrics at least one, of different names
 * @param seconds empty if the table does not tell how long training took
 */
@Setting("A table of measured candidates, and what its columns mean.")
public record TableSettings(
    @Setting("The table: CSV or Parquet, plain or gzip, local or hdfs:.") String file,
    @Setting("The space whose candidates the rows are.") SearchSpace<?> space,
    @Setting("The column that holds the candidate, or several, read with blanks between.")
        List<String> key,
    @Setting("The columns that are metrics; the first is the objective unless the job says so.")
        List<ColumnMetric> metrics,
    @Setting(
            value = "The column of the seconds that training took; empty where there is none.",
            byDefault = "")
        String seconds)
    implements Serializable {
  /** The metric that the column of seconds becomes. */
  public static final Metric TRAINING_SECONDS = Metric.minimized("training_seconds", "s");

  public TableSettings {
    key = List.copyOf(key);
    metrics = List.copyOf(metrics);
    if (key.isEmpty() || key.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("The key (%s) must name a column.".formatted(key));
    }
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("The metrics (none) must be at least one.");
    }
    HashSet<String> names = new HashSet<>();
    Stream<String> taken = metrics.stream().map(ColumnMetric::name);
    Stream.concat(taken, seconds.isEmpty() ? Stream.empty() : Stream.of(TRAINING_SECONDS.name()))
        .forEach(
            name -> {
              if (!names.add(name)) {
                throw new IllegalArgumentException(
                    "The metrics (%s twice) must have different names.".formatted(name));
              }
            });
  }

  /** All metrics of a row; the seconds of training come last. */
  public List<Metric> allMetrics() {
    Stream<Metric> columns = metrics.stream().map(ColumnMetric::metric);
    return (seconds.isEmpty() ? columns : Stream.concat(columns, Stream.of(TRAINING_SECONDS)))
        .toList();
  }
}
