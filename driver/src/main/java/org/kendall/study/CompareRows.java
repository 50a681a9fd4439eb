package org.kendall.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.report.Rows;
import org.kendall.report.Rows.Column;
import org.kendall.report.Rows.Type;
import org.kendall.search.RunLog;

/** A comparison as a table: one row per search, in the order of the cases. */
public final class CompareRows {
  private CompareRows() {}

  /** All searches that ended; empty where one never came so far. */
  public static Rows of(RunLog log, Problem<StrategyCase> problem) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("strategy", Type.TEXT));
    columns.add(new Column("seed", Type.LONG));
    problem
        .evaluator()
        .metrics()
        .forEach(metric -> columns.add(new Column(metric.name(), Type.DOUBLE)));
    columns.add(new Column("failure", Type.TEXT));
    return new Rows(
        columns,
        log.evaluations().stream()
            .sorted(Comparator.comparingLong(evaluation -> evaluation.trial().number()))
            .map(evaluation -> row(evaluation, problem))
            .toList());
  }

  private static Object[] row(Evaluation evaluation, Problem<StrategyCase> problem) {
    StrategyCase one = problem.space().decode(evaluation.trial().candidate());
    List<Object> row = new ArrayList<>();
    row.add(one.strategy().name());
    row.add(one.seed());
    for (Metric metric : problem.evaluator().metrics()) {
      OptionalDouble value = evaluation.metric(metric.name());
      row.add(value.isPresent() ? value.getAsDouble() : null);
    }
    row.add(evaluation instanceof Failed failed ? failed.kind().label() : null);
    return row.toArray();
  }
}
