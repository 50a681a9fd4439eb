package org.kendall.jobs;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.kendall.evaluate.RunsPrograms;
import org.kendall.spark.Cluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kendall search}: runs a job, or goes on with it. */
@Command(
    name = "search",
    description = {
      "Runs a search, or goes on with one: a run directory that holds a journal of this job is"
          + " taken up where it ended."
    },
    footer = {
      "",
      "Options of Spark come through the launcher: --master, --conf, --jars, --properties-file.",
      "",
      "Examples:",
      "  kendall search jobs/cell-digits.yaml",
      "  kendall search jobs/cell-digits.yaml --run-dir runs/wide --set space.width=16",
      "  kendall search jobs/cell-digits.yaml --master spark://host:7077 --conf"
          + " spark.executor.cores=4"
    })
final class SearchCommand implements Callable<Integer> {
  @Mixin private RunInput input;

  @Option(
      names = "--allow-process",
      description = "Lets the job start a program of its own on the executors.")
  private boolean allowProcess;

  @Override
  public Integer call() throws IOException, InterruptedException {
    JobCheck check = JobCheck.of(new JobFile(input.read()));
    refuseProgramsUnlessAllowed(check.job());
    return input.run(check);
  }

  private void refuseProgramsUnlessAllowed(JobFile job) {
    if (job.spec().evaluate() instanceof RunsPrograms
        && !allowProcess
        && !Cluster.allowsPrograms()) {
      throw job.bad(
          "evaluate",
          "%s starts a program of the job's own, which is not allowed here.\n"
                  .formatted(job.name(job.spec().evaluate()))
              + "Maybe look at the command, and give --allow-process if you trust it.");
    }
  }
}
