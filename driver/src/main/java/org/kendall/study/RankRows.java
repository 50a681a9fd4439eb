package org.kendall.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.report.Rows;
import org.kendall.report.Rows.Column;
import org.kendall.report.Rows.Type;
import org.kendall.search.RunLog;

/** A ranking study as a table: one row per fit, in the order of the cases. */
public final class RankRows {
  private RankRows() {}

  /** All fits that ended; one that failed has its kind in the last column, and no figures. */
  public static Rows of(RunLog log, Problem<RankCase> problem, RankStudy study) {
    List<String> figures = figures(log, problem, study);
    return new Rows(
        columns(figures),
        log.evaluations().stream()
            .sorted(Comparator.comparingLong(evaluation -> evaluation.trial().number()))
            .map(evaluation -> row(evaluation, problem, study, figures))
            .toList());
  }

  /** Those of every fit, then the weights of experts, if any fit has them. */
  private static List<String> figures(RunLog log, Problem<RankCase> problem, RankStudy study) {
    Stream<String> weights =
        study.kinds().stream()
            .map(kind -> Importance.WEIGHT + kind.name())
            .filter(name -> log.evaluations().stream().anyMatch(e -> e.metric(name).isPresent()));
    return Stream.concat(problem.evaluator().metrics().stream().map(Metric::name), weights)
        .toList();
  }

  private static List<Column> columns(List<String> figures) {
    List<Column> columns = new ArrayList<>();
    for (String name :
        List.of("space", "table", "label", "protocol", "predictor", "encoder", "loss")) {
      columns.add(new Column(name, Type.TEXT));
    }
    for (String name : List.of("train_size", "test_size", "split", "seed")) {
      columns.add(new Column(name, Type.INTEGER));
    }
    figures.forEach(figure -> columns.add(new Column(figure, Type.DOUBLE)));
    columns.add(new Column("failure", Type.TEXT));
    return columns;
  }

  private static Object[] row(
      Evaluation evaluation, Problem<RankCase> problem, RankStudy study, List<String> figures) {
    RankCase one = problem.space().decode(evaluation.trial().candidate());
    NamedPredictor predictor = one.predictor();
    List<Object> row = new ArrayList<>();
    row.addAll(List.of(study.space(), study.table(), study.label(), study.protocol()));
    row.addAll(List.of(predictor.name(), predictor.encoder(), predictor.loss()));
    row.addAll(List.of(one.trainSize(), study.tested(), one.split(), one.seed()));
    for (String figure : figures) {
      OptionalDouble value = evaluation.metric(figure);
      row.add(value.isPresent() ? value.getAsDouble() : null);
    }
    row.add(evaluation instanceof Failed failed ? failed.kind().label() : null);
    return row.toArray();
  }
}
