package org.kendall.jobs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.commons.math3.stat.StatUtils;
import org.kendall.report.TextTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code kendall bench propose}: what strategies themselves cost, per proposal. */
@Command(
    name = "propose",
    description = {
      "Measures what the strategies of a compare job cost, per proposal, in rounds of its size.",
      "All fits and inner searches are counted; evaluations are not."
    },
    footer = {
      "",
      "Example:",
      "  kendall bench propose jobs/compare-nasbench101.yaml --set table=nasbench101.csv.gz"
          + " --set rounds.size=64"
    })
final class BenchPropose implements Callable<Integer> {
  @Mixin private JobInput input;

  @Option(
      names = "--trials",
      defaultValue = "1000",
      description =
          "Evaluations in the history, drawn at random from the table (default:"
              + " ${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--repeats",
      defaultValue = "5",
      description =
          "Rounds that each strategy proposes, from other seeds, after one that is not counted"
              + " (default: ${DEFAULT-VALUE}).")
  private int repeats;

  @Spec private CommandSpec command;

  @Override
  public Integer call() throws JsonProcessingException {
    if (trials < 1 || repeats < 1) {
      throw new BadInputException(
          "The trials (%d) and the repeats (%d) must be positive.".formatted(trials, repeats));
    }
    CompareJob job = CompareJob.of(input.read());
    ProposeRun run = ProposeRun.of(job.spec(), job.searched(), trials);
    PrintWriter out = command.commandLine().getOut();
    out.printf(
        "ms per proposal, in rounds of %d, after %,d trials, %d times%n%n",
        run.ask().count(), trials, repeats);
    TextTable table = new TextTable();
    table.add(List.of("strategy", "median", "least", "most"));
    Map<String, double[]> json = new LinkedHashMap<>();
    job.spec()
        .strategies()
        .forEach(
            (name, strategy) -> {
              double[] ms = run.milliseconds(strategy, repeats);
              table.add(row(name, ms));
              json.put(name, ms);
            });
    out.println(table);
    out.println(new ObjectMapper().writeValueAsString(json));
    out.flush();
    return ExitCode.DONE;
  }

  private static List<String> row(String name, double[] ms) {
    return List.of(
        name, text(StatUtils.percentile(ms, 50)), text(StatUtils.min(ms)), text(StatUtils.max(ms)));
  }

  private static String text(double ms) {
    return "%.3f".formatted(ms);
  }
}
