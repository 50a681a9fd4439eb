package org.kendall.jobs;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.kendall.search.Journal;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunLog;
import org.kendall.spark.Cluster;
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
  public Integer call() throws IOException {
    RunDirectory directory = new RunDirectory(runDirectory, Cluster.hadoop());
    Optional<RunLog> log = Journal.read(directory);
    Optional<String> yaml = directory.read(SearchRun.JOB_FILE);
    if (log.isEmpty() || yaml.isEmpty()) {
      throw new BadInputException(
          ("The directory %s holds no run: it has no %s and %s.\n"
                  + "Maybe name one that a job was given with --run-dir.")
              .formatted(directory, Journal.FILE, SearchRun.JOB_FILE));
    }
    String file = directory.file(SearchRun.JOB_FILE).toUri().getPath();
    JobTree job = JobTree.parse(file, yaml.get(), List.of(), Catalog.load());
    Findings findings = job.kind().findings(job, directory);
    findings.files(log.get()).forEach(directory::write);
    System.out.println(Plain.text(findings.text(log.get())));
    System.out.println(Plain.text(directory.file(Findings.REPORT).toUri().getPath()));
    return ExitCode.DONE;
  }
}
