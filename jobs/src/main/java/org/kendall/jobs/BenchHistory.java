package org.kendall.jobs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Sleep;
import org.kendall.evaluate.Stage;
import org.kendall.predict.GaussianProcess;
import org.kendall.search.ConfirmRule;
import org.kendall.search.JournaledRun;
import org.kendall.search.Rounds;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;
import org.kendall.search.Seeds;
import org.kendall.search.StopRule;
import org.kendall.space.Nasbench101;
import org.kendall.spark.Cluster;
import org.kendall.strategy.Ask;
import org.kendall.strategy.History;
import org.kendall.strategy.InnerEvolution;
import org.kendall.strategy.PredictorGuided;
import org.kendall.strategy.Random;
import org.kendall.strategy.Strategy;
import org.kendall.strategy.UpperConfidence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kendall bench history}: what a long history costs the driver. */
@Command(
    name = "history",
    description = {
      "Fills a journal with trials that take no time, and measures what so long a history costs:",
      "memory, taking it up again, its report, proposals."
    },
    footer = {"", "Example:", "  kendall bench history --trials 100000 --driver-memory 1g"})
final class BenchHistory implements Callable<Integer> {
  private static final int ROUND = 1_000;
  private static final int PROPOSALS = 64;
  private static final double MILLION = 1e6;

  @Option(
      names = "--trials",
      defaultValue = "100000",
      description = "How many trials (default: ${DEFAULT-VALUE}).")
  private int trials;

  @Spec private CommandSpec command;

  private final Map<String, Object> figures = new LinkedHashMap<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (trials < PROPOSALS) {
      throw new BadInputException(
          "The trials (%d) must be at least %d.".formatted(trials, PROPOSALS));
    }
    SearchPlan plan = plan();
    try (TemporaryDirectory directory = TemporaryDirectory.create("kendall-bench")) {
      figures.put("trials", trials);
      figures.put("heap_limit_mb", Math.round(Runtime.getRuntime().maxMemory() / MILLION));
      fill(plan, directory.path());
      measure(plan, new RunDirectory(directory.path().toString(), new Configuration()));
    }
    PrintWriter out = command.commandLine().getOut();
    out.println(
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(figures));
    out.flush();
    return ExitCode.DONE;
  }

  private SearchPlan plan() {
    Sleep sleep = new Sleep(0, Sleep.Distribution.FIXED);
    return new SearchPlan(
        "bench-history",
        1,
        new Problem<>(new Nasbench101(), sleep, List.of(), Map.of(), sleep.metrics().get(0)),
        new Random(),
        new Rounds(Rounds.Kind.ROLLING, ROUND, ROUND),
        new StopRule(trials, 0),
        new ConfirmRule(0, 1, ConfirmRule.Baseline.NONE));
  }

  private void fill(SearchPlan plan, Path directory) throws IOException, InterruptedException {
    try (Cluster cluster = Cluster.open("Kendall bench history", plan.problem())) {
      double seconds = seconds(() -> LoopRun.of(plan, cluster, directory));
      figures.put("trials_per_second", trials / seconds);
    }
  }

  private void measure(SearchPlan plan, RunDirectory directory)
      throws IOException, InterruptedException {
    RunHeader header = RunHeader.of(plan, "", Kendall.version());
    long before = usedBytes();
    RunLog[] log = new RunLog[1];
    figures.put(
        "resume_seconds",
        seconds(
            () -> {
              try (JournaledRun run = JournaledRun.open(directory, header, "bench", 1)) {
                log[0] = run.log();
              }
            }));
    figures.put("bytes_per_trial", (usedBytes() - before) / trials);
    SearchFindings findings = new SearchFindings(plan, "", "", directory);
    figures.put("report_seconds", seconds(() -> findings.files(log[0]).forEach(this::noteSize)));
    for (int size = 1_000; size <= trials; size *= 10) {
      propose(plan.problem(), History.of(log[0].evaluations(Stage.SEARCH).subList(0, size)));
    }
  }

  private void noteSize(String name, String text) {
    figures.put(name + "_mb", text.getBytes(StandardCharsets.UTF_8).length / MILLION);
  }

  private void propose(Problem<?> problem, History history)
      throws IOException, InterruptedException {
    Ask ask = new Ask(problem, history, List.of(), PROPOSALS);
    Map<String, Strategy> strategies =
        Map.of(
            "random", new Random(),
            "guided",
                new PredictorGuided(
                    16, new GaussianProcess(), new InnerEvolution(), new UpperConfidence()));
    for (Map.Entry<String, Strategy> strategy : strategies.entrySet()) {
      figures.put(
          "%s_round_of_%d_after_%d_seconds".formatted(strategy.getKey(), PROPOSALS, history.size()),
          seconds(() -> strategy.getValue().propose(ask, Seeds.generator(1, "bench", 1))));
    }
  }

  /** Something that is timed. */
  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static double seconds(Work work) throws IOException, InterruptedException {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }

  /** Of the heap, after what nobody holds any more is gone. */
  private static long usedBytes() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
