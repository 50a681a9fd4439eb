package org.kendall.study;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.kendall.evaluate.ColumnMetric;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TableSettings;
import org.kendall.report.Rows;
import org.kendall.report.Rows.Column;
import org.kendall.report.Rows.Type;
import org.kendall.search.RunLog;

/**
 * What was tabulated as a table that the evaluator {@code table} reads: of each metric the mean
 * over seeds, of the first one also each seed's, what one repeat took, and what stands beside.
 */
public final class TabulatedTable {
  private static final String CANDIDATE = "candidate";
  private static final String SECONDS = TableSettings.TRAINING_SECONDS.name();

  /** Networks compute in single precision. */
  private static final MathContext DIGITS = new MathContext(7);

  private TabulatedTable() {}

  /** A column that is a metric, and where its values come from. */
  private record Told(Metric metric, ToDoubleFunction<TabulatedRow> value) {}

  private static List<Told> columns(Problem<?> problem) {
    Tabulate<?> tabulate = (Tabulate<?>) problem.evaluator();
    int seeds = ((TabulateCases<?>) problem.space()).seeds();
    List<Told> columns = new ArrayList<>();
    tabulate.metrics().forEach(metric -> columns.add(new Told(metric, row -> row.mean(metric))));
    Metric first = tabulate.metrics().get(0);
    for (int seed = 1; seeds > 1 && seed <= seeds; seed++) {
      int own = seed;
      columns.add(
          new Told(
              new Metric(
                  "%s_seed%d".formatted(first.name(), seed), first.unit(), first.direction()),
              row -> row.ofSeed(first, own)));
    }
    tabulate
        .metricsBeside()
        .forEach(metric -> columns.add(new Told(metric, row -> row.mean(metric))));
    return columns;
  }

  /**
   * What its columns mean.
   *
   * @param file where the table lies, from the description on
   */
  public static TableSettings settings(String file, Problem<?> problem) {
    List<ColumnMetric> metrics =
        columns(problem).stream()
            .map(Told::metric)
            .map(m -> new ColumnMetric(m.name(), m.name(), m.unit(), m.direction()))
            .toList();
    return new TableSettings(
        file,
        ((TabulateCases<?>) problem.space()).space(),
        List.of(CANDIDATE),
        metrics,
        tellsSeconds(problem) ? "" : SECONDS);
  }

  /** Whether one of the metrics is what training took. */
  private static boolean tellsSeconds(Problem<?> problem) {
    return columns(problem).stream().anyMatch(told -> told.metric().name().equals(SECONDS));
  }

  /** The candidates of which all was measured, in the order in which they were drawn. */
  public static <D> Rows of(RunLog log, Problem<TabulateCase<D>> problem) {
    List<Told> told = columns(problem);
    List<Column> columns = new ArrayList<>(List.of(new Column(CANDIDATE, Type.TEXT)));
    told.forEach(one -> columns.add(new Column(one.metric().name(), Type.DOUBLE)));
    boolean addsSeconds = !tellsSeconds(problem);
    if (addsSeconds) {
      columns.add(new Column(SECONDS, Type.DOUBLE));
    }
    TabulateCases<D> cases = (TabulateCases<D>) problem.space();
    List<Object[]> rows = new ArrayList<>();
    for (TabulatedRow one : TabulatedRow.of(log, problem)) {
      List<Object> row = new ArrayList<>(List.of(cases.space().describe(one.candidate())));
      told.forEach(column -> row.add(rounded(column.value().applyAsDouble(one))));
      if (addsSeconds) {
        row.add(rounded(one.seconds()));
      }
      rows.add(row.toArray());
    }
    return new Rows(columns, rows);
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).round(DIGITS).doubleValue();
  }
}
