package org.kendall.jobs;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kendall compare}: measures strategies on a table, or goes on with it. */
@Command(
    name = "compare",
    description = {
      "Measures strategies on a table: each searches it on simulated workers, from every seed.",
      "A run directory that holds a journal of this job is taken up where it ended: no search is"
          + " repeated."
    },
    footer = {
      "",
      "Options of Spark come through the launcher: --master, --conf, --jars, --properties-file.",
      "",
      "Examples:",
      "  kendall compare jobs/compare-nasbench201.yaml --set table.file=nasbench201.csv.gz",
      "  kendall compare jobs/compare-nasbench201.yaml --set seeds=4"
    })
final class CompareCommand implements Callable<Integer> {
  @Mixin private RunInput input;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return input.run(JobKind.COMPARE.check(input.read()));
  }
}
