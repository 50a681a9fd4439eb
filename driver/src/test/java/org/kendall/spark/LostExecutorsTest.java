package org.kendall.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TrialContext;
import org.kendall.evaluate.TrialFolders;
import org.kendall.search.BatchLabel;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;

/** Machines that are lost while good candidates run on them. */
@Tag("spark")
class LostExecutorsTest {
  @TempDir Path directory;
  @RegisterExtension final SparkProperties settings = new SparkProperties();

  /**
   * How executors are lost.
   *
   * @param share of them that is killed each time
   */
  private record Losses(double share, Duration every) {}

  @Test
  void nothingIsLostOrCountedTwiceWhereOneOfTwoExecutorsIsKilledNowAndThen() throws Exception {
    assertNothingLost("local-cluster[2,1,1024]", 30, new Losses(0.25, Duration.ofSeconds(3)));
  }

  /** Fifteen minutes: 1,800 trials of two seconds on four slots. */
  @Test
  @Tag("slow")
  void nothingIsLostOrCountedTwiceWhereEachOfFourIsKilledWithThreePercentEveryTenSeconds()
      throws Exception {
    assertNothingLost("local-cluster[4,1,1024]", 1_800, new Losses(0.03, Duration.ofSeconds(10)));
  }

  private void assertNothingLost(String master, int trials, Losses losses) throws Exception {
    settings.localCluster(master);
    Noted noted = new Noted(trials > 100 ? 2_000 : 1_000);
    Problem<?> problem =
        new Problem<>(new Toy.Digits(), noted, List.of(), Map.of(), noted.metrics().get(0));
    List<Candidate> candidates =
        IntStream.range(0, trials)
            .mapToObj(i -> Candidate.of(0, i / 1000, i / 100 % 10, i / 10 % 10, i % 10))
            .toList();
    Landings landings = new Landings();
    try (Cluster cluster = Cluster.open("test", problem);
        Reaper reaper = new Reaper(losses)) {
      cluster
          .dispatcher(problem, new TrialFolders(directory.toString(), ""))
          .send(Landings.trials(candidates), new BatchLabel("test", "losses"), landings);
      List<Evaluation> evaluations = landings.await(trials, 30 * 60);
      assertThat(evaluations).allMatch(Evaluation.Measured.class::isInstance);
      int runs = 0;
      for (Evaluation evaluation : evaluations) {
        runs += Runs.of(directory, evaluation.trial().number());
      }
      System.out.printf("%d trials, %d kills, %d runs%n", trials, reaper.kills.get(), runs);
      // One slot in each executor: a kill costs the trial that it ran, and no other.
      assertThat(runs - trials).isLessThanOrEqualTo(reaper.kills.get());
      assertThat(reaper.kills).hasPositiveValue();
    }
  }

  /** Kills executors, which are children of this process, at random. */
  private static final class Reaper implements AutoCloseable {
    private final Random random = new Random(7);
    private final AtomicInteger kills = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    Reaper(Losses losses) {
      long millis = losses.every().toMillis();
      clock.scheduleAtFixedRate(() -> kill(losses.share()), millis, millis, TimeUnit.MILLISECONDS);
    }

    private void kill(double share) {
      ProcessHandle.current()
          .children()
          .filter(child -> child.info().command().orElse("").endsWith("java"))
          .filter(child -> random.nextDouble() < share)
          .filter(ProcessHandle::destroyForcibly)
          .forEach(child -> kills.incrementAndGet());
    }

    @Override
    public void close() {
      clock.shutdownNow();
    }
  }

  /** Sleeps, and notes each run. */
  private record Noted(int millis) implements Evaluator<List<Integer>> {
    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximized("score", ""));
    }

    @Override
    public Map<String, Double> evaluate(List<Integer> digits, TrialContext context)
        throws Exception {
      Runs.begin(context.workspace());
      Thread.sleep(millis);
      return Map.of("score", 1.0);
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofMinutes(1);
    }
  }
}
