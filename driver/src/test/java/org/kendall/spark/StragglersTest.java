package org.kendall.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.TaskContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TrialContext;
import org.kendall.search.ConfirmRule;
import org.kendall.search.Rounds;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;
import org.kendall.search.StopRule;
import org.kendall.search.Toy;

/** Slow machines, and copies of the trials that they are slow at. */
@Tag("spark")
class StragglersTest {
  /** The first, in which executors get going, is not looked at. */
  private static final int ROUNDS = 3;

  private static final int ROUND = 50;

  @TempDir Path directory;
  @RegisterExtension final SparkProperties settings = new SparkProperties();

  @Test
  void copiesOfTwoPercentThatAreTenTimesSlowerEndTheRunAQuarterEarlierWithTheSameHistory()
      throws Exception {
    try (TwoHosts cluster = new TwoHosts(directory, 4)) {
      settings.localCluster(cluster.url());
      settings.set("spark.executor.memory", "512m");
      settings.set("spark.speculation.efficiency.enabled", "false");
      RunLog without = run(false);
      RunLog with = run(true);
      assertThat(WholeRun.history(with))
          .isEqualTo(WholeRun.history(without))
          .hasSize(ROUNDS * ROUND);
      assertThat(seconds(with)).isLessThan(0.75 * seconds(without));
    }
  }

  private RunLog run(boolean hedged) throws Exception {
    settings.set("spark.speculation", Boolean.toString(hedged));
    Slow slow = new Slow();
    Problem<?> problem =
        new Problem<>(new Toy.Digits(), slow, List.of(), Map.of(), slow.metrics().get(0));
    SearchPlan plan =
        new SearchPlan(
            "stragglers",
            1,
            problem,
            new org.kendall.strategy.Random(),
            new Rounds(Rounds.Kind.CLOSED, ROUND, 0),
            new StopRule(ROUNDS * ROUND, 0),
            new ConfirmRule(0, 1, ConfirmRule.Baseline.NONE));
    return WholeRun.of(plan, directory.resolve("run-" + hedged));
  }

  /** Of all rounds but the first. */
  private static double seconds(RunLog log) {
    List<Place> places =
        log.evaluations().stream()
            .filter(evaluation -> evaluation.trial().number() > ROUND)
            .map(Evaluation::place)
            .toList();
    long start = places.stream().mapToLong(Place::startedMillis).min().orElseThrow();
    return places.stream()
        .mapToDouble(place -> (place.startedMillis() - start) / 1e3 + place.seconds())
        .max()
        .orElseThrow();
  }

  /** Trials of half a second; one of a round takes ten times as long where it runs first. */
  private record Slow() implements Evaluator<List<Integer>> {
    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximized("score", ""));
    }

    @Override
    public Map<String, Double> evaluate(List<Integer> digits, TrialContext context)
        throws Exception {
      boolean straggles =
          context.trial().number() % ROUND == ROUND / 2 && TaskContext.get().attemptNumber() == 0;
      Thread.sleep(straggles ? 5_000 : 500);
      return Map.of("score", context.trial().seed() % 1000 / 1000.0);
    }

    @Override
    public boolean mayRunTwice() {
      return true;
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofMinutes(1);
    }
  }
}
