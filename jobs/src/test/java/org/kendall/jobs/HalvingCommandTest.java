package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code kendall search} by successive halving, on a few cells of few weights. */
class HalvingCommandTest extends StudyCommandTest {
  private static final String JOB =
      """
      job: made
      space: {name: nasbench201, width: 2, cells: 1}
      evaluate: {name: train-images, epochs: 4, max_images: 400}
      strategy: {name: successive-halving, reduction: 2, rungs: 3, bracket: 8, stop_hopeless: false}
      rounds: {kind: closed, size: 3}
      stop: {trials: 14}
      confirm: {candidates: 1, seeds: 1, baseline_work: 0.5}
      """;

  private Path job;

  @BeforeEach
  void writeJob() throws IOException {
    job = Files.writeString(directory.resolve("made-job.yaml"), JOB);
    System.setProperty("spark.master", "local[2]");
  }

  @Test
  void bracketIsSearchedAndTakenUpWhereItWasStopped() throws Exception {
    Path whole = directory.resolve("whole");
    assertThat(run("search", job, "--run-dir", whole)).as(err.toString()).isZero();
    JsonNode summary = new ObjectMapper().readTree(whole.resolve("summary.json").toFile());
    assertThat(summary.get("rungs").findValuesAsText("fidelity"))
        .containsExactly("0.25", "0.5", "1.0");
    assertThat(summary.get("rungs").findValuesAsText("measured")).containsExactly("8", "4", "2");
    assertThat(summary.get("rungs").findValuesAsText("promoted")).containsExactly("4", "2", "0");
    // Work of 8 / 4 + 4 / 4 + 2 / 2 full trainings, of which the random search has half.
    assertThat(summary.at("/trials/stages/baseline/measured").intValue()).isEqualTo(2);
    assertThat(Files.readString(whole.resolve("report.html"))).contains("Learning curves");
    assertThat(Files.readAllLines(whole.resolve("table.csv"))).hasSizeBetween(4, 5);
    assertThat(left(whole)).isEmpty();

    Path stopped = directory.resolve("stopped");
    copyOfBeginning(whole, 9, stopped);
    assertThat(run("search", job, "--run-dir", stopped)).as(err.toString()).isZero();
    assertThat(results(stopped)).containsExactlyInAnyOrderElementsOf(results(whole));
  }

  private static List<String> left(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
      return files.map(Path::toString).toList();
    }
  }

  @Test
  void whatDoesNotFitIsToldWithItsPlace() {
    assertThat(run("check", job)).as(err.toString()).isZero();
    assertThat(run("check", job, "--set", "evaluate.epochs=3")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "strategy: Successive halving begins with 0.250 of an evaluation. The epochs (3) are"
                + " too few: a share of 0.250 is less than one.",
            "Maybe take 4 or more.");
    assertThat(run("check", job, "--set", "fidelity=0.5")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "The fidelity (0.5) must be 1 with successive halving, whose rungs have their own.");
    assertThat(run("check", job, "--set", "evaluate={name: zero-cost, proxies: [naswot]}"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("This evaluator knows trials in full only.");
    assertThat(run("check", job, "--set", "strategy.bracket=3")).isEqualTo(2);
    assertThat(err.toString()).contains("The bracket (3) must be 0, or 4 at least");
    assertThat(run("check", job, "--set", "evaluate.record_epochs=[2]")).isEqualTo(2);
    assertThat(err.toString()).contains("The record epochs ([2]) are of trainings in full.");
    assertThat(run("check", job, "--set", "confirm.baseline_work=0")).isEqualTo(2);
    assertThat(err.toString()).contains("The baseline work (0.0) must be positive.");
    assertThat(run("check", job, "--set", "objectives=[validation_accuracy, macs]")).isEqualTo(2);
    assertThat(err.toString()).contains("promotes by one objective");
  }
}
