package org.kendall.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.ColumnMetric;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Sleep;
import org.kendall.evaluate.TableLookup;
import org.kendall.evaluate.TableSettings;
import org.kendall.report.EvaluationRows;
import org.kendall.search.ConfirmRule;
import org.kendall.search.Rounds;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;
import org.kendall.search.SimulatedSearch;
import org.kendall.search.SimulatedWorkers;
import org.kendall.search.StopRule;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;
import org.kendall.strategy.Greedy;
import org.kendall.strategy.InnerEvolution;
import org.kendall.strategy.PredictorGuided;
import org.kendall.strategy.Random;
import org.kendall.strategy.Strategy;

@Tag("spark")
class ClusterTest {
  private static final Strategy GUIDED =
      new PredictorGuided(8, new Toy.KnowsBest(), new InnerEvolution(20, 5, 5, 0.5), new Greedy());

  @TempDir Path directory;
  @RegisterExtension final SparkProperties settings = new SparkProperties();

  @Test
  void closedRoundsGiveTheSameHistoryWithOneTwoAndEightSlots() throws Exception {
    List<List<String>> histories = new ArrayList<>();
    for (int slots : List.of(1, 2, 8)) {
      settings.set("spark.master", "local[" + slots + "]");
      SearchPlan plan = plan(Toy.problem(), GUIDED, 24, Rounds.Kind.CLOSED);
      histories.add(WholeRun.history(WholeRun.of(plan, directory.resolve("slots" + slots))));
    }
    assertThat(histories.get(1)).isEqualTo(histories.get(0)).hasSize(24);
    assertThat(histories.get(2)).isEqualTo(histories.get(0));
  }

  @Test
  void aTableSearchedOnSparkAndOnSimulatedWorkersHasOneHistory() throws Exception {
    settings.set("spark.master", "local[2]");
    Path file = directory.resolve("table.csv");
    StringBuilder rows = new StringBuilder("digits,sum,seconds\n");
    Toy.Digits space = new Toy.Digits();
    for (int place = 0; place < 50_000; place++) {
      Candidate candidate = space.at(place);
      if (space.canonical(candidate).equals(candidate)) {
        int sum = Arrays.stream(candidate.toArray()).sum();
        rows.append("%s,%d,%d\n".formatted(candidate, sum, 1 + place % 7));
      }
    }
    Files.writeString(file, rows);
    ColumnMetric sum = new ColumnMetric("sum", "", "", Metric.Direction.MAXIMIZE);
    TableLookup table =
        new TableLookup(
            new TableSettings(file.toString(), space, List.of("digits"), List.of(sum), "seconds"));
    Problem<?> problem = new Problem<>(space, table, List.of(), Map.of(), table.metrics().get(0));
    SearchPlan plan = plan(problem, GUIDED, 48, Rounds.Kind.CLOSED);
    SimulatedSearch.Outcome simulated = SimulatedSearch.run(plan, SimulatedWorkers.reliable(3));
    assertThat(WholeRun.history(WholeRun.of(plan, directory.resolve("table"))))
        .isEqualTo(WholeRun.history(simulated.log()))
        .hasSize(48);
    assertThat(simulated.seconds()).isGreaterThan(48 / 3.0);
  }

  @Test
  void wholeGpusAreNeverSharedByRunningTrials() throws Exception {
    askForGpus("1");
    List<Evaluation> evaluations = sleepOnGpus();
    assertThat(evaluations).extracting(e -> e.place().device()).containsOnly("gpu:0", "gpu:1");
    assertThat(overlapping(evaluations)).noneMatch(ClusterTest::sameDevice);
  }

  @Test
  void halfGpusAreSharedByTwo() throws Exception {
    askForGpus("0.5");
    assertThat(overlapping(sleepOnGpus())).anyMatch(ClusterTest::sameDevice);
  }

  @Test
  void trialThatKillsItsExecutorIsFoundOutAndTheOthersAreMeasured() throws Exception {
    settings.localCluster("local-cluster[2,1,1024]");
    settings.set("spark.task.maxFailures", "2");
    Killer.Deadly killer = new Killer.Deadly();
    Problem<?> problem =
        new Problem<>(new Toy.Digits(), killer, List.of(), Map.of(), killer.metrics().get(0));
    RunLog log =
        WholeRun.of(
            plan(problem, new Killer.Listed(), 6, Rounds.Kind.CLOSED), directory.resolve("killer"));
    assertThat(log.evaluations()).hasSize(6);
    assertThat(log.evaluations())
        .filteredOn(Failed.class::isInstance)
        .singleElement()
        .extracting(e -> ((Failed) e).kind())
        .isEqualTo(FailureKind.KILLED_EXECUTOR);
  }

  @Test
  void evaluationsAreReadFromParquetAgain() throws Exception {
    settings.set("spark.master", "local[2]");
    SearchPlan plan = plan(Toy.problem(), GUIDED, 16, Rounds.Kind.ROLLING);
    RunLog log = WholeRun.of(plan, directory.resolve("table"));
    String table = directory.resolve("evaluations.parquet").toString();
    try (Cluster cluster = Cluster.open("test", plan.problem())) {
      cluster.writeParquet(EvaluationRows.of(log, plan.problem()), table);
    }
    // A person's own session, that knows nothing of our settings.
    try (SparkSession session = SparkSession.builder().master("local[1]").getOrCreate()) {
      var rows = session.read().parquet(table);
      assertThat(rows.count()).isEqualTo(16);
      assertThat(rows.columns()).contains("trial", "sum", "product", "predicted", "seconds");
    }
  }

  @Test
  void masterThatIsNotThereIsSaidToBe() {
    settings.set("spark.master", "spark://127.0.0.1:1");
    assertThatThrownBy(() -> Cluster.open("test", Toy.problem()))
        .isInstanceOf(MasterUnreachableException.class)
        .hasMessageContaining("spark://127.0.0.1:1");
  }

  private List<Evaluation> sleepOnGpus() throws Exception {
    Sleep sleep = new Sleep(300, Sleep.Distribution.FIXED);
    Problem<?> problem =
        new Problem<>(new Toy.Digits(), sleep, List.of(), Map.of(), sleep.metrics().get(0));
    return WholeRun.of(
            plan(problem, new Random(), 12, Rounds.Kind.ROLLING), directory.resolve("gpus"))
        .evaluations();
  }

  private void askForGpus(String perTask) throws IOException {
    settings.localCluster("local-cluster[1,4,1024]");
    Path script = directory.resolve("two-gpus.sh");
    Files.writeString(
        script, "#!/bin/sh\necho '{\"name\": \"gpu\", \"addresses\": [\"0\", \"1\"]}'\n");
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    settings.set("spark.worker.resource.gpu.amount", "2");
    settings.set("spark.worker.resource.gpu.discoveryScript", script.toString());
    settings.set("spark.executor.resource.gpu.amount", "2");
    settings.set("spark.task.resource.gpu.amount", perTask);
  }

  private static List<Evaluation[]> overlapping(List<Evaluation> evaluations) {
    List<Evaluation[]> pairs = new ArrayList<>();
    for (Evaluation a : evaluations) {
      for (Evaluation b : evaluations) {
        if (a != b && end(a) > b.place().startedMillis() && end(b) > a.place().startedMillis()) {
          pairs.add(new Evaluation[] {a, b});
        }
      }
    }
    assertThat(pairs).isNotEmpty();
    return pairs;
  }

  /** A few milliseconds early: start and length come from two clocks. */
  private static double end(Evaluation evaluation) {
    Place place = evaluation.place();
    return place.startedMillis() + 1000 * place.seconds() - 20;
  }

  private static boolean sameDevice(Evaluation[] pair) {
    return pair[0].place().device().equals(pair[1].place().device());
  }

  private static SearchPlan plan(
      Problem<?> problem, Strategy strategy, int trials, Rounds.Kind kind) {
    return new SearchPlan(
        "test",
        3,
        problem,
        strategy,
        new Rounds(kind, 6, 0),
        new StopRule(trials, 0),
        new ConfirmRule(0, 1, ConfirmRule.Baseline.NONE));
  }
}
