package org.kendall.jobs;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kendall tabulate}: measures candidates into a table, or goes on with it. */
@Command(
    name = "tabulate",
    description = {
      "Measures a sample of a space, or all of it, into a table that searches, rank and compare"
          + " take: several seeds each, several epochs, and zero-cost proxies beside.",
      "A run directory that holds a journal of this job is taken up where it ended: no training"
          + " is repeated."
    },
    footer = {
      "",
      "Options of Spark come through the launcher: --master, --conf, --jars, --properties-file.",
      "",
      "Examples:",
      "  kendall tabulate jobs/tabulate-digits.yaml",
      "  kendall tabulate jobs/tabulate-digits.yaml --set candidates=20 --run-dir runs/small"
    })
final class TabulateCommand implements Callable<Integer> {
  @Mixin private RunInput input;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return input.run(JobKind.TABULATE.check(input.read()));
  }
}
