package org.kendall.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Sleep;
import org.kendall.search.ConfirmRule;
import org.kendall.search.Rounds;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;
import org.kendall.search.StopRule;
import org.kendall.space.Choice;
import org.kendall.space.ChoiceSpace;
import org.kendall.spark.Cluster;
import org.kendall.strategy.Random;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code kendall bench dispatch}: how busy the real loop keeps a cluster, with trials that sleep.
 */
@Command(
    name = "dispatch",
    description = "Sends sleeping trials through the real loop, journal and dispatcher.",
    footer = {
      "",
      "Examples:",
      "  kendall bench dispatch --slots 8 --trials 2000 --mean-ms 100 --distribution exponential"
          + " --rounds rolling,closed --master 'local-cluster[2,4,1024]'",
      "  kendall bench dispatch --slots 16 --trials 2000 --mean-ms 1000 --master 'local[16]'"
    })
final class BenchDispatch implements Callable<Integer> {
  /** Rounds of trials that take no time are large, so that many travel in one task. */
  private static final int CHEAP_ROUND = 5_000;

  private static final int TRIALS_PER_SLOT = 16;
  private static final int WARM_UP_PER_SLOT = 8;

  @Option(
      names = "--slots",
      defaultValue = "0",
      description = "How many slots the cluster must have; 0: as many as it has.")
  private int slots;

  @Option(names = "--trials", defaultValue = "400", description = "How many trials.")
  private int trials;

  @Option(names = "--mean-ms", defaultValue = "100", description = "Mean time of a trial, in ms.")
  private double meanMs;

  @Option(
      names = "--distribution",
      defaultValue = "exponential",
      description = "How the times spread: fixed or exponential.")
  private String distribution;

  @Option(
      names = "--stragglers",
      defaultValue = "0",
      description = "Share of the trials that an executor is slow at.")
  private double stragglers;

  @Option(
      names = "--slowdown",
      defaultValue = "10",
      description = "How many times as long such a trial takes.")
  private double slowdown;

  @Option(
      names = "--rounds",
      split = ",",
      defaultValue = "rolling",
      description = "rolling, closed, or both with a comma between: one after the other.")
  private List<String> rounds;

  @Option(
      names = "--repeats",
      defaultValue = "1",
      description = "How often to run each, from other seeds.")
  private int repeats;

  @Option(
      names = "--round-size",
      defaultValue = "0",
      description = "Trials per round; 0: sixteen per slot, or 5,000 where trials take no time.")
  private int roundSize;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Sleep.Distribution spread = oneOf(Sleep.Distribution.class, distribution);
    Sleep sleep =
        BadInputException.unlessMade(() -> new Sleep(meanMs, spread, stragglers, slowdown));
    List<Rounds.Kind> kinds = rounds.stream().map(kind -> oneOf(Rounds.Kind.class, kind)).toList();
    Problem<?> problem = new Problem<>(space(), sleep, List.of(), Map.of(), sleep.metrics().get(0));
    try (Cluster cluster = Cluster.open("Kendall bench dispatch", problem)) {
      if (slots > 0 && cluster.slots() != slots) {
        throw new BadInputException(
            "The cluster %s has %d slots, not %d.\nMaybe give --master 'local[%d]'."
                .formatted(cluster.master(), cluster.slots(), slots, slots));
      }
      warmUp(cluster, problem);
      for (int seed = 1; seed <= repeats; seed++) {
        for (Rounds.Kind kind : kinds) {
          SearchPlan plan = plan(problem, rounds(kind, cluster.slots()), trials, seed);
          System.out.println(text(measure(cluster, plan)));
        }
      }
    }
    return ExitCode.DONE;
  }

  private static <E extends Enum<E>> E oneOf(Class<E> type, String name) {
    try {
      return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "%s is none of %s."
              .formatted(
                  name, Stream.of(type.getEnumConstants()).map(Spelling::kebabCase).toList()),
          e);
    }
  }

  /** So large that random candidates hardly ever repeat. */
  private static ChoiceSpace space() {
    List<String> digits = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    return new ChoiceSpace(
        IntStream.range(0, 12).mapToObj(i -> Choice.categorical("digit_" + i, digits)).toList());
  }

  /** Loads classes and opens connections on all executors, which a night's search does once. */
  private void warmUp(Cluster cluster, Problem<?> problem)
      throws IOException, InterruptedException {
    int few = WARM_UP_PER_SLOT * cluster.slots();
    measure(cluster, plan(problem, new Rounds(Rounds.Kind.ROLLING, few, 0), few, 0));
  }

  private Rounds rounds(Rounds.Kind kind, int slots) {
    int size = roundSize > 0 ? roundSize : defaultRoundSize(slots);
    return new Rounds(kind, size, meanMs == 0 ? size : slots);
  }

  private static SearchPlan plan(Problem<?> problem, Rounds rounds, int trials, long seed) {
    return new SearchPlan(
        "bench-dispatch",
        seed,
        problem,
        new Random(),
        rounds,
        new StopRule(trials, 0),
        new ConfirmRule(0, 1, ConfirmRule.Baseline.NONE));
  }

  private Map<String, Object> measure(Cluster cluster, SearchPlan plan)
      throws IOException, InterruptedException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("kendall-bench")) {
      long start = System.nanoTime();
      RunLog log = LoopRun.of(plan, cluster, directory.path());
      return figures(cluster, plan, log, (System.nanoTime() - start) / 1e9);
    }
  }

  private int defaultRoundSize(int slots) {
    return meanMs == 0 ? CHEAP_ROUND : TRIALS_PER_SLOT * slots;
  }

  private Map<String, Object> figures(
      Cluster cluster, SearchPlan plan, RunLog log, double wallSeconds) {
    double busy = log.evaluations().stream().mapToDouble(BenchDispatch::seconds).sum();
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("master", cluster.master());
    figures.put("slots", cluster.slots());
    figures.put("trials", log.evaluations().size());
    figures.put("mean_ms", meanMs);
    figures.put("distribution", distribution);
    figures.put("stragglers", stragglers);
    figures.put("seed", plan.seed());
    figures.put("rounds", Spelling.kebabCase(plan.rounds().kind()));
    figures.put("round_size", plan.rounds().size());
    figures.put("trials_per_second", log.evaluations().size() / wallSeconds);
    figures.put("utilisation", busy / (cluster.slots() * wallSeconds));
    figures.put("wall_seconds", wallSeconds);
    figures.put("ideal_seconds", busy / cluster.slots());
    return figures;
  }

  private static String text(Map<String, Object> figures) throws IOException {
    return new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValueAsString(figures);
  }

  private static double seconds(Evaluation evaluation) {
    return evaluation.place().seconds();
  }
}
