package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.evaluate.TrialRun;

/** The job and the program that show how to tune what is not Kendall's. */
class ProcessExampleTest {
  private static final Path JOB =
      Path.of(System.getProperty("kendall.root"), "jobs/process-example.yaml");

  @TempDir Path workspace;

  @BeforeAll
  static void python() throws InterruptedException {
    boolean isThere = true;
    try {
      new ProcessBuilder("python3", "-c", "pass").start().waitFor();
    } catch (IOException e) {
      isThere = false;
    }
    assumeTrue(isThere, "skipped: there is no python3 on this machine");
  }

  @Test
  void programOfTheExampleLearns() throws Exception {
    Problem<?> problem = JobFile.read(JOB.toString(), List.of(), Catalog.load()).problem();
    Evaluation evaluation = evaluate(problem, Stage.SEARCH);
    // Half of the points have each label: a network that learns nothing is right on 50 %.
    assertThat(evaluation.metric("validation_accuracy").orElseThrow()).isBetween(70.0, 100.0);
    assertThat(evaluation.metric("test_accuracy")).isEmpty();
    assertThat(workspace.resolve("checkpoints/weights.json")).isNotEmptyFile();
    assertThat(Files.readString(workspace.resolve("program.log"))).contains("epoch 20:");
  }

  @Test
  void testSetIsLookedAtInTheLastStageOnly() throws Exception {
    Problem<?> problem = JobFile.read(JOB.toString(), List.of(), Catalog.load()).problem();
    assertThat(evaluate(problem, Stage.CONFIRM).metric("test_accuracy")).isPresent();
  }

  private Evaluation evaluate(Problem<?> problem, Stage stage) throws InterruptedException {
    RandomGenerator random = new java.util.Random(1);
    Trial trial = new Trial(1, stage, problem.space().random(random), 1, 1.0);
    TrialContext context =
        new TrialContext(
            trial, Device.cpu(), Deadline.in(problem.evaluator().timeLimit()), workspace);
    Evaluation evaluation =
        TrialRun.of(
            problem,
            context,
            took -> new Place("host", "driver", "cpu", 0, took.startedMillis(), took.seconds()));
    assertThat(evaluation).isInstanceOf(Evaluation.Measured.class);
    return evaluation;
  }
}
