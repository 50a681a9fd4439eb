package org.kendall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.report.Rows.Column;
import org.kendall.report.Rows.Type;
import org.kendall.search.RunLog;

class EvaluationRowsTest {
  private final Rows rows = EvaluationRows.of(SmallRun.finished(), Cells.problem());

  @Test
  void measuredTrialHasAllButAFailure() {
    assertThat(row(3))
        .containsEntry("trial", 4L)
        .containsEntry("stage", "search")
        .containsEntry("round", 2)
        .containsEntry("candidate", "|conv3x3~0|+|conv1x1~0|none~1|+|skip~0|skip~1|skip~2|")
        .containsEntry("options", "3.2.0.1.1.1")
        .containsEntry("key", "3.2.0.1.1.1")
        .containsEntry("seed", 104L)
        .containsEntry("fidelity", 1.0)
        .containsEntry("predicted", 3.0)
        .containsEntry("status", "measured")
        .containsEntry("failure", null)
        .containsEntry("message", null)
        .containsEntry("host", "host")
        .containsEntry("executor", "driver")
        .containsEntry("device", "cpu")
        .containsEntry("slot", 0)
        .containsEntry("started", 1_004_000L)
        .containsEntry("seconds", 1.0)
        .containsEntry("validation_accuracy", 96.0)
        .containsEntry("test_accuracy", null)
        .containsEntry("macs", 1_674_560.0);
  }

  @Test
  void failedTrialHasItsReasonAndItsCosts() {
    assertThat(row(2))
        .containsEntry("status", "failed")
        .containsEntry("failure", "diverged")
        .containsEntry("message", SmallRun.MESSAGE)
        .containsEntry("predicted", null)
        .containsEntry("validation_accuracy", null)
        .containsEntry("macs", 1_527_104.0);
  }

  @Test
  void everyValueIsOfItsColumnsType() {
    Map<Type, Class<?>> classes =
        Map.of(
            Type.LONG, Long.class,
            Type.INTEGER, Integer.class,
            Type.DOUBLE, Double.class,
            Type.TEXT, String.class,
            Type.MILLIS, Long.class);
    for (Object[] row : rows.rows()) {
      assertThat(row).hasSize(rows.columns().size());
      for (int i = 0; i < row.length; i++) {
        if (row[i] != null) {
          assertThat(row[i]).isInstanceOf(classes.get(rows.columns().get(i).type()));
        }
      }
    }
  }

  @Test
  void metricWithTheNameOfAColumnGetsAnother() {
    Trial trial = new Trial(1, Stage.SEARCH, SmallRun.A, 1, 1);
    Map<String, Double> metrics = Map.of("validation_accuracy", 90.0, "Seconds", 3.0);
    Evaluation evaluation =
        new Evaluation.Measured(trial, new Place("h", "driver", "cpu", 0, 0, 1), metrics);
    RunLog log = new RunLog(SmallRun.started().header(), List.of(), List.of(), List.of(evaluation));
    assertThat(EvaluationRows.of(log, Cells.problem()).columns())
        .extracting(Column::name)
        .contains("seconds", "Seconds_");
  }

  private Map<String, Object> row(int place) {
    Map<String, Object> row = new HashMap<>();
    for (int i = 0; i < rows.columns().size(); i++) {
      row.put(rows.columns().get(i).name(), rows.rows().get(place)[i]);
    }
    return row;
  }
}
