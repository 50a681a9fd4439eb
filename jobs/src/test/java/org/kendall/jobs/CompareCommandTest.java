package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kendall.space.Nasbench201;
import sun.misc.Signal;

/** {@code kendall compare} on a small made table. */
class CompareCommandTest extends StudyCommandTest {
  private static final String JOB =
      """
      kind: compare
      job: made
      table: %s
      strategies:
        random: random
        evolution: {name: evolution, population: 10, sample: 5}
      seeds: 6
      budget: 64
      within: 1
      rounds: {kind: closed, size: 4}
      simulate: {count: 2}
      """;

  private Path job;

  /** Three choices of four, worth their sum but for one digit each: the best, 9, is 3-3-3. */
  @BeforeEach
  void writeTableAndJob() throws IOException {
    List<String> lines = new ArrayList<>(List.of("cell,sum,took"));
    for (int i = 0; i < 64; i++) {
      int a = i / 16;
      int b = i / 4 % 4;
      int c = i % 4;
      lines.add("%d %d %d,%d,10".formatted(a, b, c, a + b + c));
    }
    Path table = Files.write(directory.resolve("made.csv"), lines);
    String options = "options: ['0', '1', '2', '3']";
    Files.writeString(
        directory.resolve("made.yaml"),
        """
        space: {name: choices, choices: [{name: a, %s}, {name: b, %s}, {name: c, %s}]}
        key: [cell]
        metrics: [{column: sum}]
        seconds: took
        """
            .formatted(options, options, options));
    job = Files.writeString(directory.resolve("made-job.yaml"), JOB.formatted(table));
    System.setProperty("spark.master", "local[1]");
  }

  @Test
  @Tag("spark")
  void aStoppedComparisonGoesOnWithoutRepeatingASearchAndEndsAsIfNeverStopped() throws Exception {
    Path stopped = directory.resolve("stopped");
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> run("compare", job, "--run-dir", stopped));
    while (measured(stopped).isEmpty()) {
      assertThat(first).as(() -> err.toString()).isNotDone();
      Thread.sleep(5);
    }
    Signal.raise(new Signal("TERM"));
    int code = first.get();
    List<String> before = measured(stopped);
    assertThat(code).isIn(130, 0); // searches are short: it may have been at its end
    assertThat(run("compare", job, "--run-dir", stopped)).as(err.toString()).isZero();
    assertThat(measured(stopped)).hasSize(12).startsWith(before.toArray(String[]::new));

    Path whole = directory.resolve("whole");
    assertThat(run("compare", job, "--run-dir", whole)).as(err.toString()).isZero();
    List<List<String>> rows = rows(whole, "comparison.csv");
    assertThat(rows(stopped, "comparison.csv")).containsExactlyInAnyOrderElementsOf(rows);
    assertThat(rows.get(0))
        .containsExactly(
            "strategy",
            "seed",
            "regret",
            "regret_1",
            "regret_2",
            "regret_4",
            "regret_8",
            "regret_16",
            "regret_32",
            "regret_64",
            "evaluations_to_best",
            "evaluations_to_within",
            "simulated_seconds");
    for (List<String> row : rows.subList(1, 13)) {
      // All 64 may be tried: each search finds the best, ten seconds a trial on two workers.
      int toBest = Integer.parseInt(row.get(10));
      assertThat(row.get(2)).isEqualTo("0");
      assertThat(Integer.parseInt(row.get(11))).isBetween(1, toBest);
      assertThat(Double.parseDouble(row.get(12))).isBetween(toBest * 5.0 - 10, toBest * 5.0 + 15);
    }
    assertThat(whole.resolve("report.html")).content().contains("\"to_best\"");
    assertThat(whole.resolve("comparison.parquet")).isNotEmptyDirectory();
    assertThat(run("report", whole)).isZero();
  }

  @Test
  void aJobIsCheckedWithoutSpark() {
    assertThat(run("check", job)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("12 searches: each strategy from 6 seeds, up to 64 evaluations each");
    assertThat(run("check", job, "--set", "strategies={g: predictor-guided}")).isEqualTo(2);
    assertThat(err.toString()).contains("strategies.g: A Gaussian process needs");
    assertThat(run("check", job, "--set", "objective=summ")).isEqualTo(2);
    assertThat(err.toString()).contains("The objective (summ) is not a metric of the table.");
  }

  @Test
  void whatItsStrategiesCostIsMeasuredOnAHistoryFromTheTable() throws Exception {
    assertThat(run("bench", "propose", job, "--trials", "40", "--repeats", "3"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString()).contains("in rounds of 4, after 40 trials, 3 times");
    String[] lines = out.toString().strip().split("\n");
    JsonNode json = new ObjectMapper().readTree(lines[lines.length - 1]);
    assertThat(json.fieldNames()).toIterable().containsExactly("evolution", "random");
    assertThat(json.get("evolution")).hasSize(3).allMatch(ms -> ms.doubleValue() > 0);

    assertThat(run("bench", "propose", job, "--trials", "65")).isEqualTo(2);
    assertThat(err.toString())
        .contains(
            "The trials (65) must be no more than the different candidates of the table (64)");
  }

  @Test
  void whatDescribePrintsIsAGoodJobForATable() throws Exception {
    assertThat(run("describe", "compare")).isZero();
    assertThat(out.toString()).contains("search_hours", "rounds.kind", "simulate.count");
    String printed = out.toString().substring(out.toString().indexOf("kind: compare"));
    Path described = Files.writeString(directory.resolve("described.yaml"), printed);
    Nasbench201 cells = new Nasbench201(16, 5);
    Path measured =
        Files.write(
            directory.resolve("measured.csv"),
            List.of(
                "cell,test_accuracy",
                cells.describe(cells.at(5_000)) + ",90",
                cells.describe(cells.at(7_000)) + ",91"));
    assertThat(run("check", described, "--set", "table.file=" + measured))
        .as(err.toString())
        .isZero();
    assertThat(out.toString())
        .contains("strategies     evolution, guided, random", "60 searches: each strategy from 20");
  }
}
