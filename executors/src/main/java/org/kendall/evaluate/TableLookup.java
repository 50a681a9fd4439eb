package org.kendall.evaluate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kendall.space.Setting;

/**
 * Looks a candidate up in a table of measured ones. All metrics of its row are told in every stage;
 * a figure of a test set is one among them, and it is the job's objective that keeps it out of the
 * search.
 */
@Setting("Looks a candidate up in a table of measured ones.")
public record TableLookup(
    @Setting(
            "The path of a table with a YAML beside it that tells its columns, the path of such a"
                + " YAML, or all of it here.")
        TableSettings table)
    implements Evaluator<Object> {
  private static final double SECONDS_TO_LOOK_UP = 1e-5;

  @Override
  public List<Metric> metrics() {
    return table.allMetrics();
  }

  @Override
  public Map<String, Double> evaluate(Object design, TrialContext context) {
    context.deadline().check();
    BenchmarkTable rows = BenchmarkTable.of(table);
    OptionalInt row = rows.row(context.trial().candidate());
    if (row.isEmpty()) {
      throw new TrialFailedException(
          FailureKind.NOT_IN_TABLE,
          "The table %s has no row of %s."
              .formatted(table.file(), table.space().describe(context.trial().candidate())));
    }
    return rows.metrics(row.getAsInt());
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMinutes(10); // the first one loads the table
  }

  @Override
  public OptionalDouble expectedSeconds() {
    return OptionalDouble.of(SECONDS_TO_LOOK_UP);
  }

  @Override
  public void check() {
    BenchmarkTable.of(table);
  }
}
