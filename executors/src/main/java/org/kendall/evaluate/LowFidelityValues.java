package org.kendall.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.kendall.data.BadDataException;
import org.kendall.data.SharedValue;
import org.kendall.data.Table;
import org.kendall.space.Candidate;
import org.kendall.space.LowFidelityKind;

/**
 * What is known of candidates before they are measured, in memory, each kind on one scale: the
 * normal quantile of the rank among all canonical candidates of which it is known. Labels take no
 * part, but all candidates do, those that are tested too: it is transductive.
 *
 * <p>A canonical candidate has what its own row says, else the mean of the rows that mean the same.
 * Immutable.
 */
final class LowFidelityValues {
  private static final Map<InformedCells<?>, SharedValue<LowFidelityValues>> LOADED =
      new ConcurrentHashMap<>();

  private final List<LowFidelityKind> kinds;
  private final Map<Candidate, double[]> quantiles; // of canonical candidates (kinds)
  private final Set<Candidate> complete;

  private LowFidelityValues(InformedCells<?> space) {
    List<Column> columns = new ArrayList<>();
    Map<Candidate, Integer> has = new HashMap<>(); // how many columns, by candidate as written
    for (LowFidelityTable settings : space.tables()) {
      columns.addAll(read(settings, space, has));
    }
    quantiles = new HashMap<>();
    for (Column column : columns) {
      column.rows.keySet().forEach(form -> quantiles.put(form, new double[columns.size()]));
    }
    quantiles.values().forEach(row -> Arrays.fill(row, Double.NaN));
    kinds = new ArrayList<>();
    for (Column column : columns) {
      int kind = kinds.size();
      column.quantiles().forEach((form, value) -> quantiles.get(form)[kind] = value);
      kinds.add(
          new LowFidelityKind(
              column.name, column.rows.size(), quantiles.size() - column.rows.size()));
    }
    complete = new HashSet<>();
    has.forEach(
        (candidate, count) -> {
          if (count == columns.size()) {
            complete.add(candidate);
          }
        });
  }

  /**
   * What the tables of a space say: read once in a JVM.
   *
   * @throws BadDataException if one is missing or damaged, lacks a column, is of another space,
   *     holds a candidate twice, or nothing at all in a column
   */
  static LowFidelityValues of(InformedCells<?> space) {
    return LOADED
        .computeIfAbsent(space, key -> new SharedValue<>())
        .orLoad(() -> new LowFidelityValues(space));
  }

  private static List<Column> read(
      LowFidelityTable settings, InformedCells<?> space, Map<Candidate, Integer> has) {
    Table table =
        Table.read(
            settings.table(), new Table.Columns(settings.key(), List.of(), settings.columns()));
    List<Candidate> candidates = candidates(table, settings, space);
    List<Column> columns = new ArrayList<>();
    for (String name : settings.columns()) {
      Column column = new Column(name);
      double[] values = table.numbers(name);
      for (int row = 0; row < values.length; row++) {
        if (!settings.isMissing(values[row])) {
          Candidate candidate = candidates.get(row);
          column.add(candidate, space.canonical(candidate), values[row]);
          has.merge(candidate, 1, Integer::sum);
        }
      }
      if (column.rows.isEmpty()) {
        throw new BadDataException(
            "The table %s holds no value at all in column %s.\nMaybe leave the column out."
                .formatted(table.file(), name));
      }
      columns.add(column);
    }
    return columns;
  }

  private static List<Candidate> candidates(
      Table table, LowFidelityTable settings, InformedCells<?> space) {
    CandidateKey key = new CandidateKey(table, space.cells(), settings.key());
    List<Candidate> candidates = new ArrayList<>(table.rows());
    CandidateRows asWritten = new CandidateRows(candidates, table.rows(), one -> one);
    for (int row = 0; row < table.rows(); row++) {
      candidates.add(key.candidate(row));
      OptionalInt twin = asWritten.enter(row);
      if (twin.isPresent()) {
        throw key.duplicate(twin.getAsInt(), row);
      }
    }
    return candidates;
  }

  /** One column by canonical forms, while it is being read. */
  private static final class Column {
    private final String name;
    private final Map<Candidate, Mean> rows = new HashMap<>();

    Column(String name) {
      this.name = name;
    }

    void add(Candidate candidate, Candidate form, double value) {
      rows.merge(form, Mean.of(value, candidate.equals(form)), Mean::with);
    }

    /** Normal quantiles by rank, equal values alike. */
    Map<Candidate, Double> quantiles() {
      double[] sorted = rows.values().stream().mapToDouble(Mean::value).sorted().toArray();
      Map<Double, Double> byValue = new HashMap<>();
      NormalDistribution normal = new NormalDistribution(null, 0, 1);
      int from = 0;
      while (from < sorted.length) {
        int to = from;
        while (to < sorted.length && sorted[to] == sorted[from]) {
          to++;
        }
        double rank = (from + to) / 2.0 / sorted.length;
        byValue.put(sorted[from], normal.inverseCumulativeProbability(rank));
        from = to;
      }
      Map<Candidate, Double> quantiles = new HashMap<>();
      rows.forEach((form, mean) -> quantiles.put(form, byValue.get(mean.value())));
      return quantiles;
    }
  }

  /**
   * The mean of rows that mean the same, of which the canonical one's own outweighs the others.
   *
   * @param own whether it is the canonical one's own
   */
  private record Mean(double sum, int count, boolean own) {
    static Mean of(double value, boolean own) {
      return new Mean(value, 1, own);
    }

    Mean with(Mean other) {
      if (own || other.own) {
        return own ? this : other;
      }
      return new Mean(sum + other.sum, count + other.count, false);
    }

    double value() {
      return sum / count + 0.0; // a zero without a sign
    }
  }

  List<LowFidelityKind> kinds() {
    return List.copyOf(kinds);
  }

  OptionalDouble of(int kind, Candidate canonical) {
    double[] row = quantiles.get(canonical);
    return row == null || Double.isNaN(row[kind])
        ? OptionalDouble.empty()
        : OptionalDouble.of(row[kind]);
  }

  /** Whether the candidate has a value of each kind in a row of its own. */
  boolean isComplete(Candidate asWritten) {
    return complete.contains(asWritten);
  }
}
