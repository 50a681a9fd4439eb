package org.kendall.evaluate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.kendall.data.BadDataException;
import org.kendall.data.SharedValue;
import org.kendall.data.Table;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/** A table of measured candidates in memory: one candidate a row, and its metrics. Immutable. */
public final class BenchmarkTable {
  private static final Map<TableSettings, SharedValue<BenchmarkTable>> LOADED =
      new ConcurrentHashMap<>();

  private final TableSettings settings;
  private final List<Candidate> candidates;
  private final Map<String, double[]> values;
  private final CandidateRows asWritten;
  private final SharedValue<CandidateRows> byCanonicalForm = new SharedValue<>();

  private BenchmarkTable(TableSettings settings, Table table) {
    this.settings = settings;
    List<Candidate> read = new ArrayList<>(table.rows());
    this.candidates = Collections.unmodifiableList(read);
    this.asWritten = new CandidateRows(read, table.rows(), candidate -> candidate);
    CandidateKey key = new CandidateKey(table, settings.space(), settings.key());
    for (int row = 0; row < table.rows(); row++) {
      read.add(key.candidate(row));
      OptionalInt twin = asWritten.enter(row);
      if (twin.isPresent()) {
        throw key.duplicate(twin.getAsInt(), row);
      }
    }
    this.values = new LinkedHashMap<>();
    settings.metrics().forEach(m -> values.put(m.name(), table.numbers(m.column())));
    if (!settings.seconds().isEmpty()) {
      values.put(TableSettings.TRAINING_SECONDS.name(), seconds(table));
    }
  }

  /**
   * The table of these settings: read once in a JVM, by the first thread that asks, and kept while
   * memory allows.
   *
   * @throws BadDataException if the file is missing or damaged, lacks a column, holds no finite
   *     number where there must be one, a key that the space does not read, or a candidate twice
   */
  public static BenchmarkTable of(TableSettings settings) {
    return LOADED
        .computeIfAbsent(settings, key -> new SharedValue<>())
        .orLoad(() -> new BenchmarkTable(settings, read(settings)));
  }

  private static Table read(TableSettings settings) {
    Stream<String> metrics = settings.metrics().stream().map(ColumnMetric::column);
    List<String> numbers =
        (settings.seconds().isEmpty()
                ? metrics
                : Stream.concat(metrics, Stream.of(settings.seconds())))
            .toList();
    return Table.read(settings.file(), new Table.Columns(settings.key(), numbers));
  }

  private double[] seconds(Table table) {
    double[] seconds = table.numbers(settings.seconds());
    for (int row = 0; row < seconds.length; row++) {
      if (seconds[row] < 0) {
        throw new BadDataException(
            "The table %s holds %s seconds in %s, column %s.\nMaybe another column was meant."
                .formatted(table.file(), seconds[row], table.place(row), settings.seconds()));
      }
    }
    return seconds;
  }

  /** The space whose candidates the rows are. */
  public SearchSpace<?> space() {
    return settings.space();
  }

  /** The candidates in the order of the rows, as they are written there, not canonical. */
  public List<Candidate> candidates() {
    return candidates;
  }

  /**
   * A metric of every row.
   *
   * @throws IllegalArgumentException if the table has none of that name
   */
  public double[] values(String metric) {
    return column(metric).clone();
  }

  /** A metric of one row. */
  double value(String metric, int row) {
    return column(metric)[row];
  }

  private double[] column(String metric) {
    double[] found = values.get(metric);
    if (found == null) {
      throw new IllegalArgumentException(
          "The metric (%s) is not one of the table's; there are %s."
              .formatted(metric, String.join(", ", values.keySet())));
    }
    return found;
  }

  /** The seconds that each row's training took, if the table tells. */
  public Optional<double[]> seconds() {
    return settings.seconds().isEmpty()
        ? Optional.empty()
        : Optional.of(values(TableSettings.TRAINING_SECONDS.name()));
  }

  /** All metrics of a row, by name. */
  public Map<String, Double> metrics(int row) {
    return values.entrySet().stream()
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, column -> column.getValue()[row]));
  }

  /**
   * The row of a candidate: its own if it is written so, else the first of those that mean the
   * same.
   */
  public OptionalInt row(Candidate candidate) {
    OptionalInt own = asWritten.find(candidate);
    return own.isPresent() ? own : byCanonicalForm.orLoad(this::canonicalForms).find(candidate);
  }

  private CandidateRows canonicalForms() {
    CandidateRows rows =
        new CandidateRows(candidates, candidates.size(), settings.space()::canonical);
    for (int row = 0; row < candidates.size(); row++) {
      rows.enter(row);
    }
    return rows;
  }
}
