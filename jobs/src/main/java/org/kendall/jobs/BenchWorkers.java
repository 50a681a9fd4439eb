package org.kendall.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.math3.stat.StatUtils;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.predict.GaussianProcess;
import org.kendall.report.TextTable;
import org.kendall.search.ConfirmRule;
import org.kendall.search.Round;
import org.kendall.search.Rounds;
import org.kendall.search.SearchPlan;
import org.kendall.search.SimulatedSearch;
import org.kendall.search.SimulatedWorkers;
import org.kendall.search.StopRule;
import org.kendall.space.Nasbench101;
import org.kendall.strategy.InnerEvolution;
import org.kendall.strategy.PredictorGuided;
import org.kendall.strategy.UpperConfidence;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kendall bench workers}: how busy one driver keeps any number of workers. */
@Command(
    name = "workers",
    description = {
      "Searches cells on simulated workers, with times that spread by a coefficient of variation.",
      "Proposing, with the predictor's fit, takes on the simulated clock what it really takes.",
      "A round is of a quarter of the workers, but of 8 trials at least, where it is rolling, and of",
      "all workers where it is closed. Busy is the share of their time until the last trial starts."
    },
    footer = {"", "Example:", "  kendall bench workers --workers 8,64,1000,4000 --cv 0.1,0.5,1"})
final class BenchWorkers implements Callable<Integer> {
  private static final int LEAST_ROUND = 8;

  @Option(
      names = "--workers",
      split = ",",
      defaultValue = "8,64,1000,4000",
      description = "How many workers (default: ${DEFAULT-VALUE}).")
  private List<Integer> workers;

  @Option(
      names = "--cv",
      split = ",",
      defaultValue = "0.1,0.5,1",
      description = "Deviations of a trial's time over its mean (default: ${DEFAULT-VALUE}).")
  private List<Double> variations;

  @Option(
      names = "--mean-seconds",
      defaultValue = "600",
      description = "Mean time of a trial, on the simulated clock (default: ${DEFAULT-VALUE}).")
  private double meanSeconds;

  @Option(
      names = "--per-worker",
      defaultValue = "8",
      description = "Trials per worker (default: ${DEFAULT-VALUE}).")
  private int perWorker;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws InterruptedException {
    if (perWorker < 1 || workers.stream().anyMatch(count -> count < 1)) {
      throw new BadInputException(
          "The workers (%s) and the trials per worker (%d) must be positive."
              .formatted(workers, perWorker));
    }
    TextTable table = new TextTable();
    table.add(
        List.of("workers", "cv", "rounds", "busy", "to the end", "proposing s, median", "most"));
    for (int count : workers) {
      for (double cv : variations) {
        for (Rounds.Kind kind : Rounds.Kind.values()) {
          List<String> row = row(count, cv, kind);
          table.add(row);
          command.commandLine().getErr().println(String.join("  ", row));
          command.commandLine().getErr().flush();
        }
      }
    }
    command.commandLine().getOut().print(table);
    command.commandLine().getOut().flush();
    return ExitCode.DONE;
  }

  private List<String> row(int count, double cv, Rounds.Kind kind) throws InterruptedException {
    SimulatedWorkers simulated =
        new SimulatedWorkers(count, 0, 0, 1, meanSeconds, SimulatedWorkers.Proposing.TIMED);
    DrawnTimes times = BadInputException.unlessMade(() -> new DrawnTimes(meanSeconds, cv));
    SimulatedSearch.Outcome outcome = SimulatedSearch.run(plan(count, times, kind), simulated);
    List<Place> places = outcome.log().evaluations().stream().map(Evaluation::place).toList();
    double lastStart = places.stream().mapToDouble(BenchWorkers::start).max().orElseThrow();
    double[] fits = outcome.log().rounds().stream().mapToDouble(Round::fitSeconds).toArray();
    List<String> row = new ArrayList<>(List.of(Integer.toString(count), Double.toString(cv)));
    row.add(Spelling.kebabCase(kind));
    row.add("%.3f".formatted(busySeconds(places, lastStart) / (count * lastStart)));
    row.add("%.3f".formatted(busySeconds(places, outcome.seconds()) / (count * outcome.seconds())));
    row.add("%.2f".formatted(StatUtils.percentile(fits, 50)));
    row.add("%.2f".formatted(StatUtils.max(fits)));
    return row;
  }

  private static double start(Place place) {
    return place.startedMillis() / 1000.0;
  }

  /** Of all workers together, up to a moment. */
  private static double busySeconds(List<Place> places, double moment) {
    return places.stream()
        .mapToDouble(place -> Math.min(place.seconds(), Math.max(0, moment - start(place))))
        .sum();
  }

  private SearchPlan plan(int count, DrawnTimes times, Rounds.Kind kind) {
    int rolling = Math.max(LEAST_ROUND, count / 4);
    return new SearchPlan(
        "bench-workers",
        1,
        new Problem<>(new Nasbench101(), times, List.of(), Map.of(), times.metrics().get(0)),
        new PredictorGuided(
            count, new GaussianProcess(), new InnerEvolution(), new UpperConfidence()),
        new Rounds(kind, kind == Rounds.Kind.CLOSED ? count : rolling, rolling),
        new StopRule(perWorker * count, 0),
        new ConfirmRule(0, 1, ConfirmRule.Baseline.NONE));
  }
}
