package org.kendall.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kendall.evaluate.ColumnMetric;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.TableSettings;
import org.kendall.report.Rows.Column;
import org.kendall.report.Rows.Type;
import org.kendall.search.RunLog;
import org.kendall.space.Candidate;

/**
 * What a search measured as a table that the evaluator {@code table} reads: a row for each
 * candidate of the search, of the random search and of the rivals, all in the search's largest
 * fidelity. So predictors and strategies can be measured on it.
 */
public final class MeasuredTable {
  private static final Set<Stage> STAGES = Set.of(Stage.SEARCH, Stage.BASELINE, Stage.RIVAL);
  private static final String CANDIDATE = "candidate";
  private static final String SECONDS = TableSettings.TRAINING_SECONDS.name();

  private MeasuredTable() {}

  /**
   * What its columns mean.
   *
   * @param file where the table lies, from the description on
   */
  public static TableSettings settings(String file, Problem<?> problem) {
    List<ColumnMetric> columns = new ArrayList<>();
    for (Metric metric : problem.evaluator().metrics()) {
      columns.add(
          new ColumnMetric(metric.name(), metric.name(), metric.unit(), metric.direction()));
    }
    return new TableSettings(
        file, problem.space(), List.of(CANDIDATE), columns, hasSeconds(problem) ? "" : SECONDS);
  }

  private static boolean hasSeconds(Problem<?> problem) {
    return problem.evaluator().metrics().stream().anyMatch(metric -> metric.name().equals(SECONDS));
  }

  /**
   * The rows, in the order of trials; of a candidate met twice the first one counts. Training took
   * what all trials of its ladder took.
   */
  public static Rows of(RunLog log, Problem<?> problem) {
    List<Column> columns = new ArrayList<>(List.of(new Column(CANDIDATE, Type.TEXT)));
    for (Metric metric : problem.evaluator().metrics()) {
      columns.add(new Column(metric.name(), Type.DOUBLE));
    }
    if (!hasSeconds(problem)) {
      columns.add(new Column(SECONDS, Type.DOUBLE));
    }
    Map<Long, Double> seconds = new HashMap<>();
    log.evaluations()
        .forEach(one -> seconds.merge(one.trial().home(), one.place().seconds(), Double::sum));
    List<Object[]> rows = new ArrayList<>();
    for (Evaluation one : measured(log, problem)) {
      Object[] row = new Object[columns.size()];
      row[0] = problem.space().describe(one.trial().candidate());
      for (int i = 1; i < row.length; i++) {
        row[i] = one.metric(columns.get(i).name()).orElseGet(() -> seconds.get(one.trial().home()));
      }
      rows.add(row);
    }
    return new Rows(columns, rows);
  }

  /** Of the largest fidelity, one for each candidate. */
  private static Collection<Evaluation> measured(RunLog log, Problem<?> problem) {
    List<Evaluation> all =
        STAGES.stream()
            .flatMap(stage -> log.fullest(stage).stream())
            .filter(Measured.class::isInstance)
            .sorted(Comparator.comparingLong(one -> one.trial().number()))
            .toList();
    double most = all.stream().mapToDouble(one -> one.trial().fidelity()).max().orElse(1);
    Map<Candidate, Evaluation> measured = new LinkedHashMap<>();
    all.stream()
        .filter(one -> one.trial().fidelity() == most)
        .forEach(
            one -> measured.putIfAbsent(problem.space().canonical(one.trial().candidate()), one));
    return measured.values();
  }
}
