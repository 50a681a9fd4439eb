package org.kendall.jobs;

import java.io.IOException;
import org.kendall.search.RunStatus;
import org.kendall.spark.Cluster;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a command is given that runs a job, and how it does. */
final class RunInput {
  @Mixin private JobInput input;

  @Option(
      names = "--run-dir",
      paramLabel = "DIR",
      defaultValue = "",
      description =
          "Where the journal, the report and all results go: a local path or one that Hadoop knows"
              + " (default: runs/NAME, by the job's name).")
  private String runDirectory;

  /** Reads the job, which may be where only the cluster's settings lead. */
  JobTree read() {
    Cluster.applyHadoopSettings();
    return input.read();
  }

  /** Runs the job, or goes on with it; the exit code. */
  int run(CheckedJob job) throws IOException, InterruptedException {
    String directory = runDirectory.isEmpty() ? "runs/" + job.plan().job() : runDirectory;
    RunStatus status = SearchRun.of(new SearchRequest(job, directory));
    return switch (status) {
      case FINISHED -> ExitCode.DONE;
      case INTERRUPTED -> ExitCode.INTERRUPTED;
      case FAILED, RUNNING -> ExitCode.FAILED;
    };
  }
}
