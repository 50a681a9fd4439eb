package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kendall.search.Journal;
import org.kendall.search.RunDirectory;
import org.kendall.spark.Cluster;

/** Jobs of several objectives, on a small made table and one of costs. */
class ObjectivesTest extends StudyCommandTest {
  private static final String SPACE =
      """
      space:
        name: choices
        choices:
          - {name: a, options: ['0', '1', '2', '3']}
          - {name: b, options: ['0', '1', '2', '3']}
          - {name: c, options: ['0', '1', '2', '3']}
      """;

  private Path search;
  private Path compare;

  /**
   * Three choices of four, worth their sum. What one costs is the square of the sum and the first
   * choice, so that the front is 0-0-0 to 0-3-3 and on to 3-3-3: a point for each sum of 0 to 9. Of
   * those that begin with 2 the second column tells nothing.
   */
  @BeforeEach
  void writeTablesAndJobs() throws IOException {
    List<String> values = new ArrayList<>(List.of("cell,sum"));
    List<String> costs = new ArrayList<>(List.of("cell,ms,mj"));
    for (int i = 0; i < 64; i++) {
      int a = i / 16;
      int sum = a + i / 4 % 4 + i % 4;
      String cell = "%d %d %d".formatted(a, i / 4 % 4, i % 4);
      values.add("%s,%d".formatted(cell, sum));
      costs.add("%s,%d,%d".formatted(cell, sum * sum + a, a == 2 ? -1 : a));
    }
    Path table = Files.write(directory.resolve("made.csv"), values);
    Path told = Files.write(directory.resolve("costs.csv"), costs);
    Files.writeString(
        directory.resolve("made.yaml"), SPACE + "key: [cell]\nmetrics: [{column: sum}]\n");
    Files.writeString(
        directory.resolve("costs.yaml"),
        SPACE
            + """
            key: [cell]
            metrics:
              - {column: ms, name: latency, unit: ms, direction: minimize}
              - {column: mj, name: energy, unit: mJ, direction: minimize}
              - {column: watts, unit: W, direction: minimize}
              - {column: ms, name: speed}
            """);
    String shared =
        """
        costs: {phone: {table: %s, column: latency}}
        objectives: [sum, phone]
        rounds: {kind: closed, size: 4}
        """
            .formatted(told);
    search =
        Files.writeString(
            directory.resolve("search.yaml"),
            "job: made\n"
                + SPACE
                + "evaluate: {name: table, table: %s}\n".formatted(table)
                + shared
                + "strategy: {name: nsga2, population: 8}\nstop: {trials: 32}\n"
                + "confirm: {candidates: 3, seeds: 1}\n");
    compare =
        Files.writeString(
            directory.resolve("compare.yaml"),
            "kind: compare\njob: made\ntable: %s\n".formatted(table)
                + shared
                + "strategies: {random: random, nsga2: {name: nsga2, population: 8}}\n"
                + "seeds: 3\nbudget: 64\nwithin: 1\nsimulate: {count: 2}\n");
    System.setProperty("spark.master", "local[1]");
  }

  @Test
  void aJobOfSeveralObjectivesIsCheckedWithoutSpark() {
    assertThat(run("check", search)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("objectives sum, maximized; phone, minimized", "phone          0 to 84 ms");
    assertThat(run("check", search, "--set", "costs.phone.column=energy")).isZero();
    assertThat(out.toString())
        .contains(
            "phone          0 to 3 mJ; not known of 16 of all 64 candidates, which are never"
                + " evaluated");
    assertThat(run("check", compare, "--set", "costs.phone.column=energy")).isZero();
    assertThat(out.toString())
        .contains("3 of 48 candidates (of 16 more a cost is not known), with");
    assertThat(run("check", compare)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains(
            "objectives sum, phone",
            "10 of 64 candidates, with 100.00 % of the hypervolume of all rows, from sum 0.0 and"
                + " phone 84.0 ms");
  }

  @Test
  void searchThatWasStoppedFindsTheSameFront() throws Exception {
    Path whole = directory.resolve("whole");
    Path stopped = directory.resolve("stopped");
    assertThat(run("search", search, "--run-dir", whole)).as(err.toString()).isZero();
    copyOfBeginning(whole, 21, stopped);
    assertThat(run("search", search, "--run-dir", stopped)).as(err.toString()).isZero();
    assertThat(results(stopped)).hasSizeGreaterThan(64).isEqualTo(results(whole));
    assertThat(front(stopped)).isEqualTo(front(whole));
  }

  private static JsonNode front(Path run) throws IOException {
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    return summary.get("front");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          objectives=[sum, fone]      | objectives: The objectives (fone) are neither measured nor a cost.\\nMaybe you meant phone; the metrics and costs are sum, phone.
          objectives=[sum, phone, sum]| objectives: The objectives (sum twice) must be different.
          objectives=[phone]          | objectives: The objectives (phone) are known of every candidate: one at least must be measured, of sum.
          reference={mac: 1}          | objectives: The reference (mac) is of none of the objectives; they are sum, phone.
          costs.phone.column=latenzy  | costs.phone.column: The column (latenzy) is not a metric of the table; there are latency, energy, watts, speed.
          costs.phone.column=speed    | costs.phone.column: The column (speed) is better when it is larger, but a cost is better when it is smaller.
          costs.phone.column=watts    | costs.csv has no column watts
          costs.phone.table.space=nasbench201 | of the cost phone is of another space than the one that is searched.
          """)
  void badInputOfBothKindsIsOneMessage(String setting, String message) throws IOException {
    for (Path job : List.of(search, compare)) {
      err.getBuffer().setLength(0);
      assertThat(run("check", job, "--set", inlined(setting))).isEqualTo(2);
      assertThat(err.toString()).contains(message.replace("\\n", "\n"));
    }
  }

  /** A table of another space, written out in full. */
  private String inlined(String setting) {
    return setting.equals("costs.phone.table.space=nasbench201")
        ? ("costs.phone={table: {file: %s, space: nasbench201, key: [cell],"
                + " metrics: [{column: ms, direction: minimize}]}}")
            .formatted(directory.resolve("costs.csv"))
        : setting;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          objective=phone             | objective: The objective (phone) is not the first measured one of the objectives (sum, phone).
          strategy=evolution          | strategy: This evolution looks at one objective; here are sum, phone.
          budgets={cost: phone, values: [9, 40]} | budgets: The budgets on phone go with one objective; here are sum, phone.
          limits.phone=-1             | limits: The limits (phone: -1.0) must not be negative.
          costs={sum: {table: costs.csv}} | costs.csv
          """)
  void badInputOfASearchIsOneMessage(String setting, String message) {
    assertThat(run("check", search, "--set", setting)).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void aCostMustNotHaveTheNameOfAMetric() {
    String costs = "costs={sum: {table: %s}}".formatted(directory.resolve("costs.csv"));
    assertThat(run("check", search, "--set", costs)).isEqualTo(2);
    assertThat(err.toString()).contains("costs: The cost (sum) has a name that is taken;");
  }

  @Test
  @Tag("spark")
  void aSearchLeavesItsFront() throws Exception {
    Path whole = directory.resolve("whole");
    assertThat(run("search", search, "--run-dir", whole)).as(err.toString()).isZero();
    assertThat(text(whole)).contains("Front of the search, ", "Hypervolume, as a share of");
    JsonNode front =
        new ObjectMapper().readTree(whole.resolve("summary.json").toFile()).get("front");
    JsonNode found = front.at("/arms/0/front");
    assertThat(found).isNotEmpty();
    for (JsonNode one : found) {
      // On the true front a sum of s costs s * s and what it needs of the first choice.
      double sum = one.at("/metrics/sum").asDouble();
      assertThat(one.at("/metrics/phone").asDouble()).isGreaterThanOrEqualTo(sum * sum);
    }
    assertThat(front.at("/arms/0/hypervolume").asDouble()).isBetween(0.3, 1.0);
    assertThat(run("report", whole)).isZero();
  }

  /** All 64 may be tried: each search finds the whole front. */
  @Test
  @Tag("spark")
  void aComparisonTellsSharesOfTheTrueFront() throws Exception {
    Path whole = directory.resolve("compared");
    assertThat(run("compare", compare, "--run-dir", whole)).as(err.toString()).isZero();
    assertThat(text(whole))
        .contains("Hypervolume after 64 evaluations as a share of the true front's (sum, phone)")
        .containsPattern("nsga2 +3 +100.00 % +100.00 % +100.00 % +3 ")
        .containsPattern("random +3 +100.00 % +100.00 % +100.00 % +3 ");
    JsonNode summary = new ObjectMapper().readTree(whole.resolve("summary.json").toFile());
    assertThat(summary.get("measure").asText()).isEqualTo("missing hypervolume");
    for (JsonNode point : summary.at("/results/0/curve")) {
      assertThat(point.get("mean").asDouble()).isBetween(0.0, 100.0);
    }
    assertThat(summary.at("/results/0/end/median").asDouble()).isZero();
  }

  /** What a terminal shows of a run. */
  private static String text(Path run) throws IOException {
    RunDirectory directory = new RunDirectory(run.toString(), Cluster.hadoop());
    JobTree job =
        JobTree.read(run.resolve(SearchRun.JOB_FILE).toString(), List.of(), Catalog.load());
    return job.kind().findings(job, directory).text(Journal.read(directory).orElseThrow());
  }
}
