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
import org.kendall.space.Choice;
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
    for (int row = 0; row < table.rows(); row++) {
      read.add(candidate(table, row));
      OptionalInt twin = asWritten.enter(row);
      if (twin.isPresent()) {
        throw duplicate(table, twin.getAsInt(), row);
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

  private Candidate candidate(Table table, int row) {
    try {
      Candidate candidate = settings.space().parse(key(table, row));
      requireInSpace(candidate);
      return candidate;
    } catch (IllegalArgumentException e) {
      throw new BadDataException(
          "The table %s holds no candidate of the space in %s, %s.\n%s"
              .formatted(table.file(), table.place(row), columns(), e.getMessage()),
          e);
    }
  }

  private void requireInSpace(Candidate candidate) {
    List<Choice> choices = settings.space().choices();
    boolean fits = candidate.size() == choices.size();
    for (int i = 0; fits && i < choices.size(); i++) {
      fits = candidate.option(i) < choices.get(i).size();
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "The candidate (%s) must have an option for each of the %d choices."
              .formatted(candidate, choices.size()));
    }
  }

  private String key(Table table, int row) {
    List<String> key = settings.key();
    return key.size() == 1
        ? table.text(key.get(0), row)
        : key.stream().map(column -> table.text(column, row)).collect(Collectors.joining(" "));
  }

  private String columns() {
    List<String> key = settings.key();
    return (key.size() == 1 ? "column " : "columns ") + String.join(" and ", key);
  }

  private BadDataException duplicate(Table table, int first, int second) {
    return new BadDataException(
        "The table %s holds one candidate twice: %s in %s and %s in %s, %s.\nMaybe leave one of the rows out, or their mean in."
            .formatted(
                table.file(),
                key(table, first),
                table.place(first),
                key(table, second),
                table.place(second),
                columns()));
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
