package org.kendall.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.TableSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code kendall bench score}: how long a fit of GATES to NAS-Bench-101 or 201 takes, how well it
 * ranks cells that it has not seen, and how near scoring comes to the machine's own rate of matrix
 * products.
 */
@Command(
    name = "score",
    description =
        "Fits GATES to NAS-Bench-101 or 201 and scores all of its cells, against the clock.",
    footer = {
      "",
      "Examples:",
      "  kendall bench score --table nasbench201.csv.gz",
      "  kendall bench score --table nasbench101.csv.gz --seeds 3"
    })
public final class BenchScore implements Callable<Integer> {
  @Option(
      names = "--table",
      required = true,
      description =
          "All of NAS-Bench-101, with the metric test_acc_e108, or all of NAS-Bench-201, with"
              + " cifar10_test_acc_e200.")
  private String table;

  @Option(
      names = "--cells",
      description =
          "Cells to fit to: of NAS-Bench-101 drawn from the first 381,262 of the table (default:"
              + " 1906), of 201 the first of the table (default: 390).")
  private Optional<Integer> cells;

  @Option(
      names = "--seeds",
      defaultValue = "5",
      description = "How many fits, with the seeds 1, 2, ... (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws JsonProcessingException {
    if (seeds < 1) {
      throw new BadInputException("The seeds (%d) must be positive.".formatted(seeds));
    }
    ScoreRun run = run();
    PrintWriter out = command.commandLine().getOut();
    out.print(run.header());
    out.flush();
    ScoreFigures figures = run.measure(seeds);
    out.print(figures.toText());
    out.println(new ObjectMapper().writeValueAsString(figures.toMap()));
    out.flush();
    return ExitCode.DONE;
  }

  private ScoreRun run() {
    Origin origin = new Origin("--table");
    TableSettings settings = new Binder(Catalog.load()).table(new Node.Scalar(origin, table));
    ScoreBenchmark benchmark =
        ScoreBenchmark.of(settings)
            .orElseThrow(
                () ->
                    origin.bad(
                        "the table %s must be one of %s."
                            .formatted(table, ScoreBenchmark.asked())));
    int train = cells.orElse(benchmark.train());
    int pool = benchmark.splitRule().trainRows();
    if (train < 2 || train > pool) {
      throw new BadInputException(
          "The cells to fit to (%d) must be 2 to %,d.".formatted(train, pool));
    }
    BenchmarkTable rows = BenchmarkTable.of(settings);
    int found = rows.candidates().size();
    if (found != benchmark.cells()) {
      throw origin.bad(
          "the table %s must have all %,d cells; it has %,d."
              .formatted(table, benchmark.cells(), found));
    }
    return ScoreRun.of(benchmark, train, rows);
  }
}
