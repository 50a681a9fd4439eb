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
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench201;
import sun.misc.Signal;

/** {@code kendall rank} and {@code compare} with low-fidelity information, on small made tables. */
class LowFidelityCommandTest extends StudyCommandTest {
  private static final Nasbench201 CELLS = new Nasbench201(16, 5);
  private static final int ROWS = 60;
  private static final String JOB =
      """
      kind: rank
      job: made
      table: %s
      low_fidelity:
        - table: proxies.csv
          columns: [work, noise]
      protocol: {kind: random-split, train_rows: 20}
      sizes: [10]
      splits: 2
      predictors:
        dele:
          name: dele
          encoder: {name: gates, layers: [16], hidden: 16}
          head: [16]
          epochs: 20
          pretraining: {epochs: 10, pool: 200}
        process: {name: gaussian-process, steps: 5}
      """;

  private Path job;

  @BeforeEach
  void writeExample() throws IOException {
    System.setProperty("spark.master", "local[2]");
    job = writeTablesAndJob("made", 1);
  }

  /** Sixty cells with labels that turn with the sign; proxies of fifty of them and of others. */
  private Path writeTablesAndJob(String name, int sign) throws IOException {
    Random random = new Random(1);
    List<Candidate> cells =
        Stream.generate(() -> CELLS.random(random))
            .filter(CELLS::allows)
            .distinct()
            .limit(200)
            .toList();
    List<String> labels = new ArrayList<>(List.of("cell,accuracy"));
    List<String> proxies = new ArrayList<>(List.of("cell,work,noise"));
    for (int i = 0; i < cells.size(); i++) {
      String cell = CELLS.describe(cells.get(i));
      long work = Arrays.stream(cells.get(i).toArray()).filter(o -> o == 3).count();
      if (i < ROWS) {
        labels.add(cell + "," + (50 + sign * (2 * work + random.nextDouble())));
      }
      proxies.add("%s,%s,%s".formatted(cell, work, i < 10 ? "" : random.nextDouble()));
    }
    Files.writeString(
        directory.resolve(name + ".yaml"),
        "space: nasbench201\nkey: [cell]\nmetrics: [{column: accuracy, unit: '%'}]\n");
    Path table = Files.write(directory.resolve(name + ".csv"), labels);
    Files.write(directory.resolve("proxies.csv"), proxies);
    return Files.writeString(directory.resolve(name + "-job.yaml"), JOB.formatted(table));
  }

  /** The files that experts were kept in, by their names. */
  private static Map<String, List<Byte>> experts(Path run) throws IOException {
    Map<String, List<Byte>> experts = new TreeMap<>();
    try (Stream<Path> files = Files.list(run.resolve("prepared/experts"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".bin")).toList()) {
        List<Byte> bytes = new ArrayList<>();
        for (byte one : Files.readAllBytes(file)) {
          bytes.add(one);
        }
        experts.put(file.getFileName().toString(), bytes);
      }
    }
    return experts;
  }

  @Test
  @Tag("spark")
  void expertsAreTrainedOnceFromNoLabelAndEachFitStartsFromThem() throws Exception {
    Path run = directory.resolve("run");
    assertThat(run("rank", job, "--run-dir", run)).as(err.toString()).isZero();
    assertThat(measured(run)).hasSize(4);
    assertThat(measured(run.resolve("prepared"))).hasSize(2);
    Map<String, List<Byte>> experts = experts(run);
    assertThat(experts).hasSize(2);

    String csv = Files.readString(run.resolve("ranking.csv"));
    assertThat(csv.lines().findFirst().orElseThrow())
        .contains(",weight_of_work,weight_of_noise,failure");
    JsonNode summary = new ObjectMapper().readTree(run.resolve("summary.json").toFile());
    assertThat(summary.get("study").get("kinds").get(1).get("missing").intValue()).isPositive();
    for (JsonNode result : summary.get("results")) {
      boolean dele = result.get("predictor").textValue().equals("dele");
      double sum = 0;
      for (JsonNode one : result.get("importances")) {
        sum += one.get("share").doubleValue();
      }
      if (dele) {
        assertThat(sum).isBetween(0.99999, 1.00001);
      }
    }
    assertThat(Files.readString(run.resolve("report.html"))).contains("Low-fidelity information");

    // In a table of another name: one that was read is kept.
    Path turned = directory.resolve("turned");
    assertThat(run("rank", writeTablesAndJob("turned", -1), "--run-dir", turned))
        .as(err.toString())
        .isZero();
    assertThat(experts(turned)).isEqualTo(experts);
    assertThat(taus(turned)).doesNotContainAnyElementsOf(taus(run));
  }

  private static List<String> taus(Path run) throws IOException {
    List<List<String>> rows = rows(run, "ranking.csv");
    int column = rows.get(0).indexOf("kendall_tau");
    return rows.stream()
        .skip(1)
        .filter(row -> row.contains("dele"))
        .map(row -> row.get(column))
        .toList();
  }

  @Test
  @Tag("spark")
  void aStoppedPreparationGoesOnWithoutTrainingAnExpertTwice() throws Exception {
    Path run = directory.resolve("run");
    System.setProperty("spark.master", "local[1]");
    String slow = "predictors.dele.pretraining.epochs=150";
    CompletableFuture<Integer> first =
        CompletableFuture.supplyAsync(() -> run("rank", job, "--run-dir", run, "--set", slow));
    while (measured(run.resolve("prepared")).isEmpty()) {
      assertThat(first).as(() -> err.toString()).isNotDone();
      Thread.sleep(5);
    }
    Signal.raise(new Signal("TERM"));
    assertThat(first.get()).isEqualTo(130);
    List<String> before = measured(run.resolve("prepared"));
    Map<String, List<Byte>> experts = experts(run);

    assertThat(run("rank", job, "--run-dir", run, "--set", slow)).as(err.toString()).isZero();
    assertThat(measured(run.resolve("prepared")))
        .hasSize(2)
        .startsWith(before.toArray(String[]::new));
    assertThat(experts(run)).containsAllEntriesOf(experts);
    assertThat(measured(run)).hasSize(4);
  }

  @Test
  void onlyRowsWithAValueOfEachKindTakePartIfAsked() {
    assertThat(run("check", job, "--set", "rows=informed")).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("learns from up to 20 rows, tested on 30")
        .contains("low fidelity   work (0 missing), noise (");
  }

  @Test
  @Tag("spark")
  void strategiesAreToldToo() throws IOException {
    Path compare =
        Files.writeString(
            directory.resolve("compare.yaml"),
            """
            kind: compare
            job: made
            table: %s
            low_fidelity: [{table: proxies.csv, columns: [work]}]
            strategies:
              guided:
                name: predictor-guided
                initial: 4
                predictor: {name: gaussian-process, steps: 5}
                picking: upper-confidence
            seeds: 1
            budget: 12
            rounds: {kind: closed, size: 4}
            """
                .formatted(directory.resolve("made.csv")));
    Path run = directory.resolve("run");
    assertThat(run("compare", compare, "--run-dir", run)).as(err.toString()).isZero();
    assertThat(measured(run)).hasSize(1);
  }

  @Test
  void whatIsWrongIsToldWithItsPlace() throws IOException {
    assertThat(run("check", job, "--set", "low_fidelity=[{table: no.csv, columns: [work]}]"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("no.csv");
    assertThat(run("check", job, "--set", "low_fidelity=[{table: proxies.csv, columns: [snip]}]"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("has no column snip; there are cell, work, noise");
    assertThat(run("check", job, "--set", "low_fidelity=[]")).isEqualTo(2);
    assertThat(err.toString()).contains("predictors.dele: DELE", "low_fidelity");
    assertThat(run("check", job, "--set", "predictors.dele.experts=[snip]")).isEqualTo(2);
    assertThat(err.toString()).contains("The experts (snip) must be");
    String plain = "predictors={process: gaussian-process}";
    assertThat(
            run("check", job, "--set", "low_fidelity=[]", "--set", plain, "--set", "rows=informed"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("rows: The rows (informed) ask for");
    Files.writeString(directory.resolve("proxies.csv"), "cell,work,noise\n0.1.2,1,1\n");
    assertThat(run("check", job)).isEqualTo(2);
    assertThat(err.toString()).contains("proxies.csv holds no candidate of the space in row 1");
  }
}
