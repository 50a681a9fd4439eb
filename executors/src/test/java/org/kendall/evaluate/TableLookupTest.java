package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ai.djl.Device;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kendall.data.BadDataException;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.ChoiceSpace;

class TableLookupTest extends EvaluatorContract<Object> {
  private static final ChoiceSpace COLORS =
      new ChoiceSpace(List.of(Choice.categorical("color", List.of("red", "green", "blue"))));

  @Override
  protected TableLookup evaluator() {
    Path file = workspace.resolve("colors.csv");
    try {
      Files.writeString(file, "color,hue,seconds\n0,1.5,30\n2,2.5,60\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new TableLookup(settings(file));
  }

  private static TableSettings settings(Path file) {
    return new TableSettings(
        file.toString(),
        COLORS,
        List.of("color"),
        List.of(new ColumnMetric("hue", "", "", Metric.Direction.MINIMIZE)),
        "seconds");
  }

  @Override
  protected Object design() {
    return "what the table's space makes of the candidate";
  }

  private TrialContext context(Candidate candidate) {
    Trial trial = new Trial(7, Stage.SEARCH, candidate, 1, 1.0);
    return new TrialContext(trial, Device.cpu(), Deadline.in(Duration.ofMinutes(1)), workspace);
  }

  @Test
  void theCandidatesRowIsTold() {
    assertThat(evaluator().evaluate(design(), context(Candidate.of(2))))
        .isEqualTo(Map.of("hue", 2.5, "training_seconds", 60.0));
    assertThat(evaluator().metrics())
        .containsExactly(Metric.minimized("hue", ""), Metric.minimized("training_seconds", "s"));
  }

  @Test
  void aCandidateWithoutARowIsABadOne() {
    assertThatThrownBy(() -> evaluator().evaluate(design(), context(Candidate.of(1))))
        .asInstanceOf(type(TrialFailedException.class))
        .extracting(TrialFailedException::kind)
        .isEqualTo(FailureKind.NOT_IN_TABLE);
  }

  @Test
  void theCheckLoadsTheTable() {
    evaluator().check();
    Path missing = workspace.resolve("nowhere.csv");
    assertThatThrownBy(() -> new TableLookup(settings(missing)).check())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("The data file %s does not exist.".formatted(missing));
  }
}
