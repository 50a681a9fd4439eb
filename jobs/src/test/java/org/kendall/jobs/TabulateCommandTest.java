package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** {@code kendall tabulate} on a few cells of few weights. */
class TabulateCommandTest extends StudyCommandTest {
  private static final String JOB =
      """
      kind: tabulate
      job: made
      space: {name: nasbench201, width: 2, cells: 1}
      evaluate: {name: train-images, epochs: 2, max_images: 400, record_epochs: [1]}
      beside:
        - {name: zero-cost, proxies: [naswot, macs], batch_size: 16}
        - {name: one-shot, supernet: {width: 2, cells: 1, epochs: 1}}
        - {name: one-shot, label: few_shot, supernet: {width: 2, cells: 1, epochs: 5, dividing_edge: 5}}
      candidates: 4
      seeds: 2
      """;

  private Path job;

  @BeforeEach
  void writeJob() throws IOException {
    job = Files.writeString(directory.resolve("made-job.yaml"), JOB);
    System.setProperty("spark.master", "local[2]");
  }

  @Test
  void tableThatWasStoppedAndTakenUpAgainIsTheSame() throws Exception {
    Path whole = directory.resolve("whole");
    assertThat(run("tabulate", job, "--run-dir", whole)).as(err.toString()).isZero();
    assertThat(measured(whole)).hasSize(4 * (2 + 3));
    List<String> table = withoutSeconds(whole);
    assertThat(table.get(0))
        .isEqualTo(
            "candidate,validation_accuracy,validation_loss,validation_accuracy_e1,"
                + "validation_loss_e1,validation_accuracy_seed1,validation_accuracy_seed2,naswot,"
                + "macs,one_shot_loss,one_shot_accuracy,few_shot_loss,few_shot_accuracy");
    assertThat(table).hasSize(5);

    Path stopped = directory.resolve("stopped");
    copyOfPreparedBeginning(whole, stopped);
    assertThat(run("tabulate", job, "--run-dir", stopped)).as(err.toString()).isZero();
    assertThat(measured(stopped)).hasSize(4 * (2 + 3));
    assertThat(withoutSeconds(stopped)).isEqualTo(table);
  }

  /** The run as it was after its header, its first round and three results. */
  private static void copyOfPreparedBeginning(Path from, Path to) throws IOException {
    Files.createDirectories(to.resolve("prepared"));
    for (File file : from.resolve("prepared").toFile().listFiles(File::isFile)) {
      Files.copy(file.toPath(), to.resolve("prepared/" + file.getName()));
    }
    copyOfBeginning(from, 3, to);
  }

  /** What a training took is the last column. */
  private static List<String> withoutSeconds(Path run) throws IOException {
    return Files.readAllLines(run.resolve("table.csv")).stream()
        .map(line -> line.substring(0, line.lastIndexOf(',')))
        .toList();
  }

  @Test
  void tableIsOneThatRankTakes() throws Exception {
    Path run = directory.resolve("run");
    assertThat(run("tabulate", job, "--run-dir", run, "--set", "beside=[]"))
        .as(err.toString())
        .isZero();
    Path rank =
        Files.writeString(
            directory.resolve("rank.yaml"),
            """
            kind: rank
            job: ranked
            table: %s
            sizes: [2]
            predictors: {ridge: kernel-ridge}
            """
                .formatted(run.resolve("table.csv")));
    assertThat(run("check", rank)).as(err.toString()).isZero();
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    assertThat(summary.get("rows").intValue()).isEqualTo(4);
    assertThat(summary.get("failed").intValue()).isZero();
  }

  @Test
  void evaluatorThatTellsSecondsItselfIsATableOfATable() throws Exception {
    Path run = directory.resolve("run");
    List<Object> asked =
        List.of(
            "tabulate",
            job,
            "--run-dir",
            run,
            "--set",
            "space={name: nasbench201, width: 4, cells: 3}",
            "--set",
            "evaluate={name: table, table: nasbench201-digits}",
            "--set",
            "beside=[{name: sleep, mean_ms: 0}]",
            "--set",
            "candidates=440",
            "--set",
            "seeds=1");
    assertThat(run(asked.toArray())).as(err.toString()).isZero();
    List<String> table = Files.readAllLines(run.resolve("table.csv"));
    assertThat(table).hasSize(441);
    assertThat(table.get(0)).endsWith(",macs,training_seconds,score");
    // Of seed 1, the cells are those that the table has.
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    assertThat(summary.get("failed").intValue()).isZero();
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() {
    assertThat(run("check", job, "--set", "candidates=9999")).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(
            "--set candidates=9999: candidates: The candidates (9,999) must be at most the");
    assertThat(run("check", job, "--set", "space.width=3")).isEqualTo(2);
    assertThat(err.toString()).contains("beside: The supernet has width 2 and 1 cells per stage");
    assertThat(run("check", job, "--set", "space=nasbench101")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "evaluate: train-images scores a NetworkDesign, but the space nasbench101 makes a");
    assertThat(
            run(
                "check",
                job,
                "--set",
                "evaluate={name: table, table: nasbench201-digits}",
                "--set",
                "space=darts",
                "--set",
                "beside=[]"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("evaluate.table: the table", "this job searches darts");
    assertThat(run("check", job, "--set", "evaluate.record_epochs=[2]")).isEqualTo(2);
    assertThat(err.toString()).contains("The record epochs ([2]) must differ, and be 1 to 1.");
    assertThat(run("check", job, "--set", "beside=[train-images]")).isEqualTo(2);
    assertThat(err.toString()).contains("must bring other metrics");
  }

  @Test
  void whatDescribePrintsIsAGoodJob() throws Exception {
    assertThat(run("describe", "tabulate")).isZero();
    String printed = out.toString().substring(out.toString().indexOf("kind: tabulate"));
    Path described = Files.writeString(directory.resolve("described.yaml"), printed);
    assertThat(run("check", described)).as(err.toString()).isZero();
  }
}
