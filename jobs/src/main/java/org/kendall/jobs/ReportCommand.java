package org.kendall.jobs;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kendall report}: writes a run's report anew from its journal. */
@Command(
    name = "report",
    description = "Writes the report of a run anew from its journal, and prints its best.",
    footer = {"", "Examples:", "  kendall report runs/cell-digits"})
final class ReportCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RUN-DIR", description = "The directory of a run.")
  private String runDirectory;

  @Override
  public Integer call() {
    throw new UnsupportedOperationException(runDirectory);
  }
}
