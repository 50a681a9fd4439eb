package org.kendall.jobs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Prepared;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TrialFolders;
import org.kendall.prepare.PreparationPlan;
import org.kendall.search.BrokenRunException;
import org.kendall.search.CheckpointSweep;
import org.kendall.search.Dispatcher;
import org.kendall.search.Journal;
import org.kendall.search.JournaledRun;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunHeader;
import org.kendall.search.RunInUseException;
import org.kendall.search.RunLock;
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
   * @throws RunInUseException if another driver works in it
   */
  static RunStatus of(SearchRequest request) throws IOException, InterruptedException {
    RunDirectory directory = new RunDirectory(request.directory(), Cluster.hadoop());
    SearchRun run = new SearchRun(request, directory);
    Journal.read(directory).ifPresent(run::requireSameJob);
    // It is all that is there yet, where a run was stopped while it prepared.
    Journal.read(run.below()).ifPresent(run::requireSameJob);
    Cluster.requireReachable();
    run.create();
    try (RunLock lock = RunLock.take(directory)) {
      return run.start(lock);
    }
  }

  private void requireSameJob(RunLog log) {
    if (!log.header().digest().equals(request.job().digest())) {
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

  private RunStatus start(RunLock lock) throws IOException, InterruptedException {
    CheckedJob job = request.job();
    Optional<SearchPlan> preparation = job.preparation();
    List<Problem<?>> problems = new ArrayList<>(List.of(job.plan().problem()));
    preparation.ifPresent(plan -> problems.add(plan.problem()));
    try (Cluster cluster =
        Cluster.open("Kendall " + job.plan().job(), problems.toArray(Problem<?>[]::new))) {
      directory.write(JOB_FILE, job.resolvedYaml());
      if (preparation.isPresent()) {
        RunStatus prepared = prepare(preparation.get(), cluster);
        if (prepared != RunStatus.FINISHED) {
          return prepared;
        }
      }
      if (job.plan().problem().evaluator() instanceof Prepared needy) {
        needy.checkPrepared(prepared());
      }
      return search(lock, job.plan(prepared()), cluster);
    }
  }

  /** Where what is prepared for the run lies. */
  private String prepared() {
    return JobFile.prepared(directory.location());
  }

  private RunDirectory below() throws IOException {
    return new RunDirectory(prepared(), Cluster.hadoop());
  }

  /** Does what is left to prepare, as a run of its own in a directory below. */
  private RunStatus prepare(SearchPlan plan, Cluster cluster)
      throws IOException, InterruptedException {
    RunDirectory below = below();
    RunHeader header = RunHeader.of(plan, request.job().digest(), Kendall.version());
    CheckpointSweep sweep = new CheckpointSweep(below);
    try (JournaledRun run = JournaledRun.open(below, header, cluster.master(), cluster.slots());
        Console console = Console.ofPreparation(plan, cluster, below);
        Search search =
            new Search(
                PreparationPlan.goingOn(plan, run.log()),
                dispatcher(plan, cluster, below),
                run,
                new Watchers(console, sweep::of));
        Signals signals = Signals.stopping(search)) {
      below.requireSpace(PreparationPlan.bytesLeft(plan, run.log()));
      int before = run.log().evaluations().size();
      RunStatus status = search.run();
      RunStatus ended =
          status == RunStatus.FINISHED && !PreparationPlan.isDone(plan, search.log())
              ? RunStatus.FAILED
              : status;
      run.journal().sessionEnds(ended);
      if (ended == RunStatus.FAILED) {
        List<Evaluation> now =
            search.log().evaluations().subList(before, search.log().evaluations().size());
        System.err.print(Plain.text(failures(now, plan)));
      }
      return ended;
    }
  }

  private static String failures(List<Evaluation> evaluations, SearchPlan plan) {
    return evaluations.stream()
        .filter(Evaluation.Failed.class::isInstance)
        .map(Evaluation.Failed.class::cast)
        .map(
            failed ->
                "The preparation '%s' failed (%s): %s%n"
                    .formatted(
                        plan.problem().space().describe(failed.trial().candidate()),
                        failed.kind().label(),
                        failed.message()))
        .collect(Collectors.joining());
  }

  private Dispatcher dispatcher(SearchPlan plan, Cluster cluster, RunDirectory run) {
    String checkpoints = run.file(CheckpointSweep.FOLDER).toString();
    return cluster.dispatcher(
        plan.problem(), new TrialFolders(workspaces(), prepared(), checkpoints));
  }

  private RunStatus search(RunLock lock, SearchPlan plan, Cluster cluster)
      throws IOException, InterruptedException {
    RunHeader header = RunHeader.of(plan, request.job().digest(), Kendall.version());
    Findings findings = request.job().findings(directory);
    ReportWriter reports = new ReportWriter(directory, findings);
    try (JournaledRun run = JournaledRun.open(lock, header, cluster.master(), cluster.slots());
        Console console = Console.of(plan, cluster, directory);
        Search search =
            new Search(
                plan,
                dispatcher(plan, cluster, directory),
                run,
                new Watchers(console, reports::write))) {
      return new Ending(search, run.journal(), reports, findings).of(cluster);
    }
  }

  /** In the run directory where executors may see it as a file, else in their temporary files. */
  private String workspaces() {
    org.apache.hadoop.fs.Path trials = directory.file(RunDirectory.TRIALS);
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
    private final Findings findings;

    Ending(Search search, Journal journal, ReportWriter reports, Findings findings) {
      this.search = search;
      this.journal = journal;
      this.reports = reports;
      this.findings = findings;
    }

    RunStatus of(Cluster cluster) throws IOException, InterruptedException {
      try (Signals signals = Signals.stopping(search)) {
        RunStatus status = search.run();
        RunLog log = finish(status);
        findings
            .tables(log)
            .forEach((name, table) -> cluster.writeParquet(table, directory.file(name).toString()));
        System.out.println(Plain.text(findings.text(log)));
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
