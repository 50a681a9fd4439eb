package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench201;
import sun.misc.Signal;

/** {@code kendall rank} on a small made table. */
class RankCommandTest extends StudyCommandTest {
  private static final int ROWS = 60;
  private static final String JOB =
      """
      kind: rank
      job: made
      table: %s
      protocol: {kind: random-split, train_rows: 30}
      sizes: [10, 100%%]
      splits: 3
      predictors:
        gates: {name: neural, epochs: 40, head: [16], encoder: {layers: [16], hidden: 16}}
        process: {name: gaussian-process, steps: 5}
        ridge: kernel-ridge
      """;

  private Path job;

  @BeforeEach
  void writeTableAndJob() throws IOException {
    job = job(table("made", new Nasbench201(16, 5)));
    System.setProperty("spark.master", "local[2]");
  }

  private Path job(Path table) throws IOException {
    return Files.writeString(directory.resolve("made-job.yaml"), JOB.formatted(table));
  }

  /** Cells that are the better, the more 3x3 convolutions they have, with a little noise. */
  private Path table(String name, Nasbench201 cells) throws IOException {
    Random random = new Random(1);
    List<String> lines = new ArrayList<>(List.of("cell,accuracy"));
    List<Candidate> drawn = new ArrayList<>();
    while (drawn.size() < ROWS) {
      Candidate cell = cells.random(random);
      if (!drawn.contains(cell)) {
        drawn.add(cell);
        long convolutions = Arrays.stream(cell.toArray()).filter(o -> o == 3).count();
        lines.add(cells.describe(cell) + "," + (80 + 2 * convolutions + random.nextDouble()));
      }
    }
    Files.writeString(
        directory.resolve(name + ".yaml"),
        "space: nasbench201\nkey: [cell]\nmetrics: [{column: accuracy, unit: '%'}]\n");
    return Files.write(directory.resolve(name + ".csv"), lines);
  }

  @Test
  @Tag("spark")
  void aStoppedStudyGoesOnWithoutRepeatingAFinishedFitAndEndsAsIfNeverStopped() throws Exception {
    Path stopped = directory.resolve("stopped");
    System.setProperty("spark.master", "local[1]");
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> run("rank", job, "--run-dir", stopped));
    while (measured(stopped).isEmpty()) {
      assertThat(first).as(() -> err.toString()).isNotDone();
      Thread.sleep(5);
    }
    Signal.raise(new Signal("TERM"));
    assertThat(first.get()).isEqualTo(130);
    List<String> before = measured(stopped);
    assertThat(before).hasSizeBetween(1, 17);

    assertThat(run("rank", job, "--run-dir", stopped)).as(err.toString()).isZero();
    assertThat(measured(stopped)).hasSize(18).startsWith(before.toArray(String[]::new));
    assertThat(stopped.resolve("ranking.parquet")).isNotEmptyDirectory();
    assertThat(stopped.resolve("summary.json")).content().contains("\"status\" : \"finished\"");

    Path whole = directory.resolve("whole");
    assertThat(run("rank", job, "--run-dir", whole)).as(err.toString()).isZero();
    assertThat(rows(stopped, "ranking.csv"))
        .containsExactlyInAnyOrderElementsOf(rows(whole, "ranking.csv"));
    assertThat(importances(stopped)).hasSize(20).isEqualTo(importances(whole));
    List<String> header = rows(whole, "ranking.csv").get(0);
    assertThat(header).contains("space", "kendall_tau", "precision_at_1pct", "best_rank_at_1pct");
    assertThat(rows(whole, "ranking.csv").get(1))
        .contains("nasbench201", "made.csv", "random-split", "10");
    assertThat(run("rank", job, "--run-dir", whole)).as(err.toString()).isZero();
    assertThat(measured(whole)).hasSize(18);
    assertThat(run("rank", job, "--run-dir", whole, "--set", "seed=2")).isEqualTo(2);
    assertThat(run("report", whole)).isZero();
  }

  /** Of both train sizes, with shares to six decimals. */
  private static List<String> importances(Path run) throws IOException {
    List<String> importances = new ArrayList<>();
    for (JsonNode result :
        new ObjectMapper().readTree(run.resolve("summary.json").toFile()).get("results")) {
      for (JsonNode one : result.get("importances")) {
        importances.add(
            "%s %.6f".formatted(one.get("feature").textValue(), one.get("share").doubleValue()));
      }
    }
    return importances;
  }

  @Test
  void aJobIsCheckedWithoutSpark() {
    assertThat(run("check", job)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("is a good job.")
        .contains("random-split: learns from up to 30 rows, tested on 30")
        .contains("train sizes    10, 30")
        .contains("18 fits: each predictor and size on 3 splits from 1 seeds");
  }

  @Test
  void aPredictorThatAsksForAViewTheSpaceLacksIsNamedWithIt() throws Exception {
    Path text = Files.writeString(directory.resolve("words.csv"), "cell,accuracy\na=x,1\na=y,2\n");
    Files.writeString(
        directory.resolve("words.yaml"),
        """
        space: {name: choices, choices: [{name: a, options: [x, y]}]}
        key: [cell]
        metrics: [{column: accuracy}]
        """);
    assertThat(run("rank", job(text), "--run-dir", directory.resolve("run"))).isEqualTo(2);
    assertThat(err.toString()).contains("predictors.gates: GATES", "ChoiceSpace");
    assertThat(directory.resolve("run")).doesNotExist();
  }

  @Test
  void whatDescribePrintsIsAGoodJobForATable() throws Exception {
    assertThat(run("describe", "rank")).isZero();
    assertThat(out.toString()).contains("protocol.kind", "fit_hours", "predictors");
    String printed = out.toString().substring(out.toString().indexOf("kind: rank"));
    Path described = Files.writeString(directory.resolve("described.yaml"), printed);
    Path table = directory.resolve("made.csv");
    assertThat(
            run(
                "check",
                described,
                "--set",
                "table=" + table,
                "--set",
                "label=accuracy",
                "--set",
                "sizes=[10]"))
        .as(err.toString())
        .isZero();
  }

  @Test
  void aGridCombinesSettingsOfAPredictor() throws Exception {
    Path grid =
        Files.writeString(
            job,
            Files.readString(job)
                + """
                grid:
                  predictor: {name: neural, encoder: {layers: [16]}, head: [16]}
                  epochs: [3, 4]
                  learning_rate: {tight: 0.001, wide: 0.002}
                """);
    assertThat(run("check", grid)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("predictors     3, tight, 3, wide, 4, tight, 4, wide, gates, process, ridge\n")
        .contains("42 fits");
    assertThat(run("check", grid, "--set", "grid.epochs=[0]")).isEqualTo(2);
    assertThat(err.toString()).contains("predictors.0, tight.epochs: The epochs (0)");
    assertThat(run("check", grid, "--set", "grid.epoch=[1]")).isEqualTo(2);
    assertThat(err.toString()).contains("is not a setting of neural");
    assertThat(run("check", grid, "--set", "grid.predictor=")).isEqualTo(2);
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() throws Exception {
    assertThat(run("check", job, "--set", "sizes=[31]")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith("--set sizes=[31]: sizes: The sizes (31) must be at most the 30 rows");
    assertThat(run("check", job, "--set", "label=accurcy")).isEqualTo(2);
    assertThat(err.toString()).contains("label: The label (accurcy) is not a metric", "accuracy");
    assertThat(run("check", job, "--set", "kind=rnk")).isEqualTo(2);
    assertThat(err.toString()).contains("kind: rnk is not a kind of job.", "rank");
    assertThat(run("search", job)).isEqualTo(2);
    assertThat(err.toString()).contains("this is a job for kendall rank, not for kendall search.");
    table("damaged", new Nasbench201(16, 5));
    Path damaged = Files.writeString(directory.resolve("damaged.csv"), "cell,accuracy\nodd,1\n");
    assertThat(run("check", job(damaged))).isEqualTo(2);
    assertThat(err.toString()).contains("damaged.csv", "cell", "odd");
  }
}
