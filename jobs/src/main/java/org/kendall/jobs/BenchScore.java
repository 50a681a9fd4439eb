package org.kendall.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.kendall.data.BadDataException;
import org.kendall.predict.Gates;
import org.kendall.predict.KendallTau;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench201;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures GATES on NAS-Bench-201: how long a fit takes, how well it ranks cells that it has not
 * seen, and how near scoring comes to the machine's own rate of matrix products.
 */
@Command(
    name = "score",
    description = "Fits GATES to NAS-Bench-201 and scores all of its cells, against the clock.")
public final class BenchScore implements Callable<Integer> {
  private static final String LABEL = "cifar10_test_acc_e200";
  private static final int SCORINGS = 15;
  private static final int BAD_INPUT = 2;

  @Option(
      names = "--table",
      required = true,
      description = "NAS-Bench-201 as CSV, gzipped, with columns arch_str and " + LABEL + ".")
  private Path table;

  @Option(
      names = "--train",
      defaultValue = "390",
      description = "Cells to fit to: the first ones of the table (default: ${DEFAULT-VALUE}).")
  private int train;

  @Option(
      names = "--seeds",
      defaultValue = "5",
      description = "Fits, with seeds 1, 2, ... (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Spec private CommandSpec command;

  private record Fit(long seed, double seconds, double tau) {}

  private record Scoring(double seconds, long cells, long macs) {
    double perSecond() {
      return cells / seconds;
    }

    double flopsPerSecond() {
      return 2 * macs / seconds;
    }
  }

  @Override
  public Integer call() {
    PrintWriter err = command.commandLine().getErr();
    List<Scored> cells;
    try {
      cells = Nasbench201Table.read(table, LABEL);
    } catch (BadDataException e) {
      err.println(e.getMessage());
      return BAD_INPUT;
    }
    int half = (cells.size() + 1) / 2;
    if (train < 2 || train > half || seeds < 1) {
      err.printf(
          "The cells to fit to (%d) must be 2 to %d, and the seeds (%d) positive.%n",
          train, half, seeds);
      return BAD_INPUT;
    }
    List<Fit> fits = LongStream.rangeClosed(1, seeds).mapToObj(seed -> fit(cells, seed)).toList();
    MatrixRate before = MatrixRate.measure();
    Scoring scoring = scoring(cells);
    print(fits, scoring, before.orFaster(MatrixRate.measure()));
    return 0;
  }

  private Fit fit(List<Scored> cells, long seed) {
    long start = System.nanoTime();
    Ranking ranking = ranking(cells, seed);
    double seconds = (System.nanoTime() - start) / 1e9;
    List<Scored> heldOut = cells.subList((cells.size() + 1) / 2, cells.size());
    double[] scores = ranking.score(candidates(heldOut));
    double[] gains = heldOut.stream().mapToDouble(Scored::gain).toArray();
    return new Fit(seed, seconds, KendallTau.of(scores, gains));
  }

  private Ranking ranking(List<Scored> cells, long seed) {
    return new Gates()
        .fit(new Nasbench201(16, 5), cells.subList(0, train), new SplittableRandom(seed));
  }

  private Scoring scoring(List<Scored> cells) {
    List<Candidate> candidates = candidates(cells);
    Ranking ranking = ranking(cells, 1);
    double best =
        IntStream.range(0, SCORINGS)
            .mapToDouble(i -> seconds(ranking, candidates))
            .min()
            .orElseThrow();
    long macs = new Gates().scoringMacs(new Nasbench201(16, 5), candidates);
    return new Scoring(best, candidates.size(), macs);
  }

  private static double seconds(Ranking ranking, List<Candidate> candidates) {
    long start = System.nanoTime();
    ranking.score(candidates);
    return (System.nanoTime() - start) / 1e9;
  }

  private static List<Candidate> candidates(List<Scored> cells) {
    return cells.stream().map(Scored::candidate).toList();
  }

  private void print(List<Fit> fits, Scoring scoring, MatrixRate rate) {
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "GATES on NAS-Bench-201, fitted to the first %d cells, 200 epochs, one thread%n", train);
    out.printf(
        "label: CIFAR-10 test accuracy after 200 epochs; tau-b on the last half of the table%n");
    out.printf("with the weights after the last epoch%n%n");
    out.printf("%6s %10s %8s%n", "seed", "fit, s", "tau");
    for (Fit fit : fits) {
      out.printf("%6d %10.2f %8.4f%n", fit.seed(), fit.seconds(), fit.tau());
    }
    double mean = fits.stream().mapToDouble(Fit::tau).average().orElseThrow();
    double fastest = fits.stream().mapToDouble(Fit::seconds).min().orElseThrow();
    double spread =
        Math.sqrt(
            fits.stream().mapToDouble(fit -> Math.pow(fit.tau() - mean, 2)).sum()
                / Math.max(1, fits.size() - 1));
    double share = scoring.flopsPerSecond() / rate.flopsPerSecond();
    out.printf("%ntau %.4f +- %.4f over %d seeds%n", mean, spread, fits.size());
    out.printf(
        "%nscoring all %,d cells, best of %d: %.1f ms, %,.0f cells a second%n",
        scoring.cells(), SCORINGS, scoring.seconds() * 1e3, scoring.perSecond());
    out.printf(
        "%.2f GFLOP done in matrix products: %.1f GFLOP/s%n",
        2 * scoring.macs() / 1e9, scoring.flopsPerSecond() / 1e9);
    out.printf(
        "this machine's own rate, %s: %.1f GFLOP/s%n",
        MatrixRate.WHAT, rate.flopsPerSecond() / 1e9);
    out.printf("share %.0f %%%n%n", 100 * share);
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("train_cells", train);
    json.put("label", LABEL);
    json.put(
        "fits",
        fits.stream()
            .map(f -> Map.of("seed", f.seed(), "seconds", f.seconds(), "kendall_tau", f.tau()))
            .toList());
    json.put("fit_seconds", fastest);
    json.put("kendall_tau_mean", mean);
    json.put("kendall_tau_deviation", spread);
    json.put("scoring_seconds", scoring.seconds());
    json.put("scored_per_second", scoring.perSecond());
    json.put("scoring_flop", 2 * scoring.macs());
    json.put("matrix_flop_per_second", rate.flopsPerSecond());
    json.put("share_of_matrix_rate", share);
    try {
      out.println(new ObjectMapper().writeValueAsString(json));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    out.flush();
  }
}
