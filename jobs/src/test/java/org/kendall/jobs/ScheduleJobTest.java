package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import sun.misc.Signal;

/** {@code kendall search} for model schedules, on a zoo that is trained a little. */
class ScheduleJobTest extends StudyCommandTest {
  private static final Path JOB =
      Path.of(System.getProperty("kendall.root"), "jobs/model-schedule-digits.yaml");

  private final PrintStream terminal = System.err;

  /** The job as it comes, made small. */
  private int search(Path run, String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("search", JOB.toString(), "--run-dir", run.toString()));
    for (String setting :
        List.of(
            "space={name: multistep-schedules, models: [tiny, small], slots: 8}",
            "evaluate.zoo={models: [{name: tiny, width: 64, blocks: 1}, {name: small, width: 96,"
                + " blocks: 1}], training: {steps: 60, batch_size: 64}}",
            "evaluate.features={width: 16, hidden: 32, steps: 40}",
            "evaluate.images=200",
            "evaluate.points=8",
            "budgets.values=[5.0e4, 2.0e5]",
            "strategy.initial=12",
            "rounds={kind: closed, size: 6}",
            "stop.trials=24",
            "confirm={candidates: 1, seeds: 2, baseline: random}",
            "rivals={planned: planned-jumps, switch: {name: two-models, shares: [0.5]}}")) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(List.of(more));
    return run(arguments.toArray());
  }

  @Test
  @Tag("spark")
  void aStoppedSearchGoesOnAndShowsWhatEachWayFoundWithinEachBudget() throws Exception {
    System.setProperty("spark.master", "local[2]");
    Path run = directory.resolve("run");
    ByteArrayOutputStream console = new ByteArrayOutputStream();
    System.setErr(new PrintStream(console, true, StandardCharsets.UTF_8));
    CompletableFuture<Integer> first = CompletableFuture.supplyAsync(() -> search(run));
    while (measured(run).size() < 8) {
      assertThat(first).as(() -> err.toString()).isNotDone();
      Thread.sleep(5);
    }
    Signal.raise(new Signal("TERM"));
    assertThat(first.get()).isEqualTo(130);
    assertThat(console.toString(StandardCharsets.UTF_8))
        .contains("preparation 5/5 trials, 0 failed, 0 in flight\n")
        .containsPattern("search +\\d+/24 trials, 0 failed, \\d+ in flight, best ");
    List<String> prepared = measured(run.resolve("prepared"));
    List<String> before = measured(run);

    assertThat(search(run)).as(err.toString()).isZero();

    assertThat(measured(run.resolve("prepared"))).hasSize(5).isEqualTo(prepared);
    assertThat(measured(run)).startsWith(before.toArray(String[]::new));
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    assertThat(summary.at("/trials/stages/search/measured").asInt()).isEqualTo(24);
    assertThat(summary.at("/budgets")).hasSize(2);
    for (JsonNode budget : summary.at("/budgets")) {
      assertThat(budget.at("/arms").findValuesAsText("arm"))
          .contains("search", "baseline", "training", "planned");
      for (JsonNode arm : budget.at("/arms")) {
        assertThat(arm.at("/cost").asDouble()).isLessThanOrEqualTo(budget.at("/limit").asDouble());
        assertThat(arm.at("/metrics/quality/mean").asDouble()).isPositive();
        assertThat(run.resolve("trials/%d/samples.png".formatted(arm.at("/trial").asLong())))
            .isNotEmptyFile();
        assertThat(run.resolve("report.html"))
            .content()
            .contains("\"%d\":{\"uri\":\"data:image/png;".formatted(arm.at("/trial").asLong()));
      }
    }
    assertThat(summary.at("/confirmed"))
        .isNotEmpty()
        .allMatch(confirmed -> !confirmed.at("/arms").isEmpty());
    assertThat(run("report", run)).as(err.toString()).isZero();
    rankOnWhatWasMeasured(run.resolve("table.csv"));
  }

  private void rankOnWhatWasMeasured(Path table) throws Exception {
    int rows = Files.readAllLines(table).size() - 1;
    assertThat(rows).isGreaterThanOrEqualTo(24);
    Path ranked = directory.resolve("ranked");
    int exit =
        run(
            "rank",
            JOB.resolveSibling("rank-model-schedules.yaml"),
            "--run-dir",
            ranked,
            "--set",
            "table=" + table,
            "--set",
            "sizes=[12]",
            "--set",
            "splits=2");
    assertThat(exit).as(err.toString()).isZero();
    assertThat(Files.readAllLines(ranked.resolve("ranking.csv")))
        .hasSize(1 + 2 * 2)
        .allMatch(line -> line.endsWith("failure") || line.endsWith(","));
  }

  @AfterEach
  void giveTheConsoleBack() {
    System.setErr(terminal);
  }

  private int searchMilliseconds(Path run, String budgets, int trials) {
    String set = "budgets={cost: milliseconds, values: %s}".formatted(budgets);
    return search(run, "--set", set, "--set", "stop.trials=" + trials);
  }

  @Test
  @Tag("spark")
  void budgetsInMillisecondsAreOfATableThatIsMeasuredOnce() throws Exception {
    System.setProperty("spark.master", "local[2]");
    Path run = directory.resolve("run");
    assertThat(searchMilliseconds(run, "[0.05, 5]", 12)).as(err.toString()).isZero();
    String table = Files.readString(run.resolve("prepared/latency.json"));
    List<String> prepared = measured(run.resolve("prepared"));
    assertThat(prepared).hasSize(6);
    assertThat(searchMilliseconds(run, "[0.05, 5]", 24)).as(err.toString()).isZero();
    assertThat(measured(run.resolve("prepared"))).isEqualTo(prepared);
    assertThat(Files.readString(run.resolve("prepared/latency.json"))).isEqualTo(table);

    JsonNode small = new ObjectMapper().readTree(table).at("/models/small");
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    assertThat(summary.at("/budgets")).hasSize(2);
    for (JsonNode budget : summary.at("/budgets")) {
      assertThat(budget.at("/budget").asText()).startsWith("milliseconds up to ");
      assertThat(budget.at("/arms").findValuesAsText("arm")).contains("search", "planned");
      for (JsonNode arm : budget.at("/arms")) {
        assertThat(arm.at("/cost").asDouble())
            .isPositive()
            .isLessThanOrEqualTo(budget.at("/limit").asDouble())
            .isLessThan(20 * small.at("/upper").asDouble());
      }
    }
  }

  @Test
  @Tag("spark")
  void aBudgetBelowTheCheapestStepIsToldOnceItIsMeasured() throws Exception {
    System.setProperty("spark.master", "local[2]");
    Path run = directory.resolve("run");
    assertThat(searchMilliseconds(run, "[1.0e-9, 5]", 12)).isEqualTo(2);
    assertThat(err.toString()).contains("budgets.values: the cheapest of").contains("Maybe raise");
    assertThat(run.resolve("prepared/latency.json")).isNotEmptyFile();
    assertThat(run.resolve("journal.jsonl")).doesNotExist();
  }

  @Test
  void millisecondsAreNotKnownWhenAJobIsChecked() throws Exception {
    String budgets = "budgets={cost: milliseconds, values: [0.05, 5]}";
    assertThat(run("check", JOB, "--set", budgets)).isZero();
    assertThat(out.toString()).contains("milliseconds   measured before the first round");
    assertThat(run("check", JOB)).isZero();
    assertThat(out.toString()).contains("within limits");
  }

  @Test
  void millisecondsAreNoCostOfNetworksThatAreTrained() throws Exception {
    Path cells = JOB.resolveSibling("cell-digits.yaml");
    assertThat(run("check", cells, "--set", "limits.milliseconds=1")).isEqualTo(2);
    assertThat(err.toString())
        .contains("limits.milliseconds: this is not a cost")
        .contains("the evaluator train-images");
  }

  @Test
  void whatDoesNotFitIsNamedBeforeAnythingRuns() throws Exception {
    Path run = directory.resolve("run");
    assertThat(search(run, "--set", "space.models=[tiny, large]")).isEqualTo(2);
    assertThat(err.toString()).contains("space.models: they are [tiny, large], but those of");
    assertThat(search(run, "--set", "budgets.values=[100, 2.0e5]")).isEqualTo(2);
    assertThat(err.toString()).contains("budgets.values: the cheapest of").contains("18,432");
    assertThat(search(run, "--set", "budgets.cost=seconds")).isEqualTo(2);
    assertThat(err.toString()).contains("budgets.cost: seconds is not a cost that can be told");
    assertThat(search(run, "--set", "evaluate.zoo.path=" + directory.resolve("no"))).isEqualTo(2);
    assertThat(err.toString()).contains("tiny.json does not exist");
    assertThat(search(run, "--set", "rivals={one: single}")).isEqualTo(2);
    assertThat(err.toString()).contains("is not a recipe").contains("single-model");
    assertThat(Files.exists(run)).isFalse();
  }
}
