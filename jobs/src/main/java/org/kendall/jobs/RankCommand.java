package org.kendall.jobs;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kendall rank}: measures predictors on a table, or goes on with it. */
@Command(
    name = "rank",
    description = {
      "Measures predictors on a table: each is fitted to some of its rows and ranks others, with"
          + " every train size, on every split, from every seed.",
      "A run directory that holds a journal of this job is taken up where it ended: no fit is"
          + " repeated."
    },
    footer = {
      "",
      "Options of Spark come through the launcher: --master, --conf, --jars, --properties-file.",
      "",
      "Examples:",
      "  kendall rank jobs/rank-nasbench201.yaml --set table=nasbench201.csv.gz",
      "  kendall rank jobs/rank-nasbench201.yaml --set table=nasbench201.csv.gz --set splits=1"
    })
final class RankCommand implements Callable<Integer> {
  @Mixin private RunInput input;

  @Override
  public Integer call() throws IOException, InterruptedException {
    return input.run(JobKind.RANK.check(input.read()));
  }
}
