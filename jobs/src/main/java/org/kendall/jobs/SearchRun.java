package org.kendall.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.kendall.evaluate.Evaluation;
import org.kendall.search.BrokenRunException;
import org.kendall.search.Journal;
import org.kendall.search.JournaledRun;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLog;
import org.kendall.search.RunStatus;
import org.kendall.search.Search;
import org.kendall.search.SearchPlan;
import org.kendall.spark.Cluster;

/** Runs a job in its run directory, from the beginning or from where it was left. */
final class SearchRun {
  static final String JOB_FILE = "job.yaml";

  private final SearchRequest request;
  private final RunDirectory directory;

  private SearchRun(SearchRequest request, RunDirectory directory) {
    this.request = request;
    this.directory = directory;
  }

  /**
   * Runs the job to its end, or until a signal asks it to stop.
   *
   * @throws BadInputException if the run directory belongs to another job or cannot be used;
   *     nothing was changed then
   */
  static RunStatus of(SearchRequest request) throws IOException, InterruptedException {
    RunDirectory directory = new RunDirectory(request.directory(), Cluster.hadoop());
    SearchRun run = new SearchRun(request, directory);
    Optional<RunLog> before = Journal.read(directory);
    before.ifPresent(run::requireSameJob);
    Cluster.requireReachable();
    run.create();
    return run.start();
  }

  private void requireSameJob(RunLog log) {
    if (!log.header().digest().equals(request.digest())) {
      throw new BadInputException(
          ("The run directory %s belongs to another job, or to %s with other settings.\n"
                  + "Maybe name another with --run-dir, or look at %s there; stop.trials and"
                  + " stop.minutes may differ, nothing else.")
              .formatted(directory, log.header().job(), JOB_FILE));
    }
  }

  private void create() {
    try {
      directory.create();
    } catch (IOException e) {
      throw new BadInputException(
          "The run directory %s cannot be made or written: %s.\nMaybe name another with --run-dir."
              .formatted(directory, e.getMessage()));
    }
  }

  private RunStatus start() throws IOException, InterruptedException {
    SearchPlan plan = request.plan();
    try (Cluster cluster = Cluster.open("Kendall " + plan.job(), plan.problem())) {
      directory.write(JOB_FILE, request.yaml());
      RunHeader header = RunHeader.of(plan, request.digest(), Kendall.version());
      ReportWriter reports = new ReportWriter(directory, request.findings());
      try (JournaledRun run =
              JournaledRun.open(directory, header, cluster.master(), cluster.slots());
          Console console = Console.of(request, cluster, directory);
          Search search =
              new Search(
                  plan, cluster.dispatcher(workspaces()), run, new Watchers(console, reports))) {
        return new Ending(search, run.journal(), reports).of(cluster);
      }
    }
  }

  /** In the run directory where executors may see it as a file, else in their temporary files. */
  private String workspaces() {
    org.apache.hadoop.fs.Path trials = directory.file("trials");
    return "file".equals(trials.toUri().getScheme())
        ? trials.toUri().getPath()
        : Path.of(System.getProperty("java.io.tmpdir"), "kendall", trials.toUri().getPath())
            .toString();
  }

  /** Runs the search, and leaves its files complete however it ends. */
  private final class Ending {
    private final Search search;
    private final Journal journal;
    private final ReportWriter reports;

    Ending(Search search, Journal journal, ReportWriter reports) {
      this.search = search;
      this.journal = journal;
      this.reports = reports;
    }

    RunStatus of(Cluster cluster) throws IOException, InterruptedException {
      try (Signals signals = Signals.stopping(search)) {
        RunStatus status = search.run();
        RunLog log = finish(status);
        request
            .findings()
            .tables(log)
            .forEach((name, table) -> cluster.writeParquet(table, directory.file(name).toString()));
        System.out.println(request.findings().text(log));
        return status == RunStatus.FINISHED && nothingMeasured(log) ? RunStatus.FAILED : status;
      } catch (BrokenRunException e) {
        finish(RunStatus.FAILED);
        throw e;
      }
    }

    /** Where all candidates failed, the job is at fault rather than they. */
    private static boolean nothingMeasured(RunLog log) {
      return log.evaluations().stream().noneMatch(Evaluation.Measured.class::isInstance);
    }

    private RunLog finish(RunStatus status) throws IOException {
      journal.sessionEnds(status);
      RunLog log = Journal.read(directory).orElseThrow();
      reports.writeLast(log);
      return log;
    }
  }
}
