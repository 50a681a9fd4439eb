package org.kendall.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.report.Rows.Column;
import org.kendall.report.Rows.Type;
import org.kendall.search.ProposedTrial;
import org.kendall.search.Round;
import org.kendall.search.RunLog;
import org.kendall.space.Candidate;

/**
 * All evaluations of a run as a table: one row each, in the order in which they came in. A row has
 * null where there is no value.
 */
public final class EvaluationRows {
  private EvaluationRows() {}

  public static Rows of(RunLog log, Problem<?> problem) {
    List<Field> fields = new Fields(log, problem).list();
    List<Object[]> rows = new ArrayList<>();
    for (Evaluation evaluation : log.evaluations()) {
      Row row = new Row(evaluation, problem.costs(evaluation.trial().candidate()));
      rows.add(fields.stream().map(field -> field.value().apply(row)).toArray());
    }
    return new Rows(fields.stream().map(Field::column).toList(), rows);
  }

  /** An evaluation with its costs by name. */
  private record Row(Evaluation evaluation, Map<String, Double> costs) {
    Place place() {
      return evaluation.place();
    }

    Candidate candidate() {
      return evaluation.trial().candidate();
    }

    Object failure(Function<Failed, String> part) {
      return evaluation instanceof Failed failed ? part.apply(failed) : null;
    }
  }

  private record Field(Column column, Function<Row, Object> value) {}

  /** The columns and where their values come from. */
  private static final class Fields {
    private final RunLog log;
    private final Problem<?> problem;
    private final List<Field> fields = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    Fields(RunLog log, Problem<?> problem) {
      this.log = log;
      this.problem = problem;
    }

    List<Field> list() {
      addTrial();
      addOutcome();
      for (String name : Figures.metricNames(log.evaluations(), problem)) {
        add(name, Type.DOUBLE, row -> orNull(row.evaluation().metric(name)));
      }
      for (String name : Figures.costNames(problem)) {
        add(name, Type.DOUBLE, row -> row.costs().get(name));
      }
      return fields;
    }

    private void addTrial() {
      Map<Long, Round> rounds = new HashMap<>();
      Map<Long, OptionalDouble> predicted = new HashMap<>();
      for (Round round : log.rounds()) {
        for (ProposedTrial proposed : round.trials()) {
          rounds.put(proposed.trial().number(), round);
          predicted.put(proposed.trial().number(), proposed.predicted());
        }
      }
      Function<Row, Long> number = row -> row.evaluation().trial().number();
      add("trial", Type.LONG, number::apply);
      add("stage", Type.TEXT, row -> row.evaluation().trial().stage().label());
      add(
          "round",
          Type.INTEGER,
          row -> {
            Round round = rounds.get(number.apply(row));
            return round == null ? null : round.number();
          });
      add("candidate", Type.TEXT, row -> problem.space().describe(row.candidate()));
      add("options", Type.TEXT, row -> row.candidate().toString());
      add("key", Type.TEXT, row -> problem.space().canonical(row.candidate()).toString());
      add("seed", Type.LONG, row -> row.evaluation().trial().seed());
      add("fidelity", Type.DOUBLE, row -> row.evaluation().trial().fidelity());
      add("ladder", Type.LONG, row -> ladder(row.evaluation().trial()));
      add(
          "predicted",
          Type.DOUBLE,
          row -> orNull(predicted.getOrDefault(number.apply(row), OptionalDouble.empty())));
    }

    /** The first trial of its ladder, if it is on one. */
    private static Long ladder(Trial trial) {
      return trial.rung().isOnLadder() ? trial.home() : null;
    }

    private void addOutcome() {
      add("status", Type.TEXT, row -> row.evaluation() instanceof Failed ? "failed" : "measured");
      add("failure", Type.TEXT, row -> row.failure(failed -> failed.kind().label()));
      add("message", Type.TEXT, row -> row.failure(Failed::message));
      add("host", Type.TEXT, row -> row.place().host());
      add("executor", Type.TEXT, row -> row.place().executor());
      add("device", Type.TEXT, row -> row.place().device());
      add("slot", Type.INTEGER, row -> row.place().slot());
      add("started", Type.MILLIS, row -> row.place().startedMillis());
      add("seconds", Type.DOUBLE, row -> row.place().seconds());
    }

    /** Figures bear names of the user's choice: one that is taken gets an underscore. */
    private void add(String name, Type type, Function<Row, Object> value) {
      String free = name;
      while (!names.add(free.toLowerCase(Locale.ROOT))) {
        free += "_";
      }
      fields.add(new Field(new Column(free, type), value));
    }

    private static Object orNull(OptionalDouble value) {
      return value.isPresent() ? value.getAsDouble() : null;
    }
  }
}
