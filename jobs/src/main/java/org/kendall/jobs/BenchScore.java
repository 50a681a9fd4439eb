package org.kendall.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.TableSettings;
import org.kendall.predict.KendallTau;
import org.kendall.predict.NeuralRanker;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench201;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code kendall bench score}: how long a fit of GATES to NAS-Bench-201 takes, how well it ranks
 * cells that it has not seen, and how near scoring comes to the machine's own rate of matrix
 * products.
 */
@Command(
    name = "score",
    description = "Fits GATES to NAS-Bench-201 and scores all of its cells, against the clock.",
    footer = {"", "Example:", "  kendall bench score --table nasbench201.csv.gz"})
public final class BenchScore implements Callable<Integer> {
  private static final String LABEL = "cifar10_test_acc_e200";
  private static final int SCORINGS = 15;

  private final NeuralRanker gates = new NeuralRanker();
  private final Nasbench201 space = new Nasbench201(16, 5);

  @Option(
      names = "--table",
      required = true,
      description = "All of NAS-Bench-201, with the metric " + LABEL + ".")
  private String table;

  @Option(
      names = "--train",
      defaultValue = "390",
      description = "Cells to fit to, the first ones of the table (default: ${DEFAULT-VALUE}).")
  private int train;

  @Option(
      names = "--seeds",
      defaultValue = "5",
      description = "How many fits, with the seeds 1, 2, ... (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws JsonProcessingException {
    List<Scored> cells = cells();
    int half = (cells.size() + 1) / 2;
    if (train < 2 || train > half) {
      throw new BadInputException(
          "The cells to fit to (%d) must be 2 to %d, half of the table.".formatted(train, half));
    }
    if (seeds < 1) {
      throw new BadInputException("The seeds (%d) must be positive.".formatted(seeds));
    }
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        """
        GATES on NAS-Bench-201, fitted to the first %d cells of the table for %d epochs, one thread
        label: CIFAR-10 test accuracy after 200 epochs (%s)
        tau-b on the last %,d cells, with the weights after the last epoch
        """,
        train, gates.epochs(), LABEL, cells.size() - half);
    ScoreFigures figures = measure(cells, half);
    out.print(figures.toText());
    out.println(new ObjectMapper().writeValueAsString(figures.toMap()));
    out.flush();
    return ExitCode.DONE;
  }

  private List<Scored> cells() {
    Origin origin = new Origin("--table");
    TableSettings settings = new Binder(Catalog.load()).table(new Node.Scalar(origin, table));
    boolean told = settings.metrics().stream().anyMatch(metric -> metric.name().equals(LABEL));
    if (!(settings.space() instanceof Nasbench201) || !told) {
      throw origin.bad(
          "the table %s must be of the space nasbench201 and have the metric %s."
              .formatted(table, LABEL));
    }
    BenchmarkTable rows = BenchmarkTable.of(settings);
    List<Candidate> candidates = rows.candidates();
    if (candidates.size() != space.size()) {
      throw origin.bad(
          "the table %s must have all %,d cells; it has %,d."
              .formatted(table, space.size(), candidates.size()));
    }
    double[] gains = rows.values(LABEL);
    return IntStream.range(0, gains.length)
        .mapToObj(row -> new Scored(candidates.get(row), gains[row]))
        .toList();
  }

  private ScoreFigures measure(List<Scored> cells, int half) {
    fit(cells, 1); // loads the engine and lets the compiler see the loops
    List<ScoreFigures.Fit> fits = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      long start = System.nanoTime();
      Ranking ranking = fit(cells, seed);
      double seconds = secondsSince(start);
      fits.add(
          new ScoreFigures.Fit(seed, seconds, tau(ranking, cells.subList(half, cells.size()))));
    }
    MatrixRate before = MatrixRate.measure();
    ScoreFigures.Scoring scoring = scoring(fit(cells, 1), candidates(cells));
    return new ScoreFigures(fits, scoring, before.orFaster(MatrixRate.measure()));
  }

  private Ranking fit(List<Scored> cells, long seed) {
    return gates.fit(space, cells.subList(0, train), new SplittableRandom(seed));
  }

  private static double tau(Ranking ranking, List<Scored> heldOut) {
    double[] gains = heldOut.stream().mapToDouble(Scored::gain).toArray();
    return KendallTau.of(ranking.score(candidates(heldOut)), gains);
  }

  /** The best of several calls, each with all candidates. */
  private ScoreFigures.Scoring scoring(Ranking ranking, List<Candidate> candidates) {
    double best =
        IntStream.range(0, SCORINGS)
            .mapToDouble(
                i -> {
                  long start = System.nanoTime();
                  ranking.score(candidates);
                  return secondsSince(start);
                })
            .min()
            .orElseThrow();
    return new ScoreFigures.Scoring(
        candidates.size(), best, 2 * gates.scoringMacs(space, candidates));
  }

  private static List<Candidate> candidates(List<Scored> cells) {
    return cells.stream().map(Scored::candidate).toList();
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
