package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was packaged, as a person uses it: the launcher, spark-submit, a standalone cluster. */
@Tag("spark")
class ClusterIT {
  private static final Path LAUNCHER = Shell.kendall().resolve("jobs/kendall");
  private static final Path JOB = Shell.kendall().resolve("jobs/cell-digits.yaml");

  @TempDir private Path directory;

  @Test
  void searchRunsOnStandaloneClusterThroughSparkSubmit() throws Exception {
    Path run = directory.resolve("a run");
    Shell shell = new Shell(directory);
    try (StandaloneCluster cluster =
        StandaloneCluster.start(shell, directory.resolve("a cluster"))) {
      Shell.Outcome outcome = shell.run(smallSearch(cluster, run));

      assertThat(outcome.exitCode()).describedAs(outcome.output()).isZero();
      assertThat(run.resolve("summary.json"))
          .content()
          .containsPattern("\"status\"\\s*:\\s*\"finished\"");
      assertThat(run.resolve("journal.jsonl")).content().contains(cluster.url());
      assertThat(run.resolve("evaluations.parquet")).isNotEmptyDirectory();
      assertThat(run.resolve("report.html")).isNotEmptyFile();
    }
  }

  @Test
  void searchRunsOnClusterWithASecret() throws Exception {
    Shell shell = new Shell(directory);
    Path settings = withSecret();
    try (StandaloneCluster cluster =
        StandaloneCluster.start(
            shell, directory.resolve("cluster"), "--properties-file", settings)) {
      Shell.Outcome outcome =
          shell.run(
              smallSearch(cluster, directory.resolve("run"), "--properties-file=" + settings));

      assertThat(outcome.exitCode()).describedAs(outcome.output()).isZero();
    }
  }

  /** A minute: so long does Spark ask the master. */
  @Test
  @Tag("slow")
  void searchWithoutTheSecretIsNotLetIn() throws Exception {
    Shell shell = new Shell(directory);
    Path run = directory.resolve("run");
    try (StandaloneCluster cluster =
        StandaloneCluster.start(
            shell, directory.resolve("cluster"), "--properties-file", withSecret())) {
      Shell.Outcome outcome = shell.run(smallSearch(cluster, run));

      assertThat(outcome.exitCode()).isEqualTo(1);
      assertThat(outcome.output())
          .contains("The master %s did not let this application in.".formatted(cluster.url()))
          .doesNotContain("\tat ");
      assertThat(run.resolve("journal.jsonl")).doesNotExist();
    }
  }

  @Test
  @Tag("slow")
  void driverThatTheClusterSupervisesIsStartedAgainAndGoesOn() throws Exception {
    Shell shell = new Shell(directory);
    Path run = directory.resolve("run");
    Path journal = run.resolve("journal.jsonl");
    try (StandaloneCluster cluster =
        StandaloneCluster.start(shell, directory.resolve("cluster"), "--cores", 2)) {
      Object[] command =
          smallSearch(
              cluster,
              run,
              "--deploy-mode=cluster",
              "--supervise",
              "--driver-memory=512m",
              "--total-executor-cores=1",
              "--set=stop.trials=12");
      Shell.Outcome submitted = shell.run(command);
      assertThat(submitted.exitCode()).describedAs(submitted.output()).isZero();
      await(() -> Files.exists(journal) && Files.readString(journal).contains("\"measured\""));
      driver(run).destroyForcibly();
      await(
          () ->
              Files.exists(run.resolve("summary.json"))
                  && Files.readString(run.resolve("summary.json")).contains("finished"));
      assertThat(Files.readString(journal).split("\"type\":\"session\"")).hasSize(1 + 2);
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws Exception {
    for (int tenths = 0; !condition.holds(); tenths++) {
      assertThat(tenths).isLessThan(1_800);
      Thread.sleep(100);
    }
  }

  /** The process that the cluster runs the search in. */
  private static ProcessHandle driver(Path run) {
    return ProcessHandle.allProcesses()
        .filter(process -> isDriver(process, run))
        .findAny()
        .orElseThrow();
  }

  private static boolean isDriver(ProcessHandle process, Path run) {
    try {
      String command = Files.readString(Path.of("/proc", process.pid() + "", "cmdline"));
      return command.contains("DriverWrapper") && command.contains(run.toString());
    } catch (IOException e) {
      return false; // it has ended, or is another user's
    }
  }

  /** The settings that {@code cluster.conf} has as comments, but for its pages. */
  private Path withSecret() throws IOException {
    List<String> lines = Files.readAllLines(Shell.kendall().resolve("spark-conf/cluster.conf"));
    Path settings = directory.resolve("cluster.conf");
    String text =
        lines.stream()
            .map(line -> line.replaceFirst("^#(spark\\.(authenticate|network|io|acls))", "$1"))
            .map(line -> line.replaceFirst("SECRET$", "a secret of this test"))
            .collect(Collectors.joining("\n", "", "\n"));
    Files.writeString(settings, text);
    assertThat(text).contains("\nspark.authenticate.secret ").contains("\nspark.io.encryption");
    return settings;
  }

  private static Object[] smallSearch(StandaloneCluster cluster, Path run, Object... options) {
    List<Object> command =
        new ArrayList<>(List.of(LAUNCHER, "search", JOB, "--master", cluster.url()));
    command.addAll(List.of(options));
    command.add("--executor-memory=512m");
    for (String setting :
        List.of(
            "stop.trials=4",
            "evaluate.epochs=1",
            "strategy=random",
            "confirm.candidates=1",
            "confirm.baseline=none")) {
      command.addAll(List.of("--set", setting));
    }
    command.addAll(List.of("--run-dir", run));
    return command.toArray();
  }

  @Test
  void unreachableMasterIsOneMessageAndExitCode1() throws Exception {
    Path run = directory.resolve("run");

    Shell.Outcome outcome =
        new Shell(directory)
            .run(LAUNCHER, "search", JOB, "--master=spark://127.0.0.1:1", "--run-dir", run);

    assertThat(outcome.exitCode()).isEqualTo(1);
    assertThat(outcome.output())
        .isEqualToIgnoringNewLines(
            "The master spark://127.0.0.1:1 cannot be reached: Connection refused."
                + "Maybe start one with spark-conf/start-cluster.sh, or leave out --master to run on this machine.");
    assertThat(run).doesNotExist();
  }

  @Test
  void slurmJobIsPutBackIntoTheQueueAndGoesOnWithTheSameRun() throws Exception {
    Path run = directory.resolve("run");
    Path notes = directory.resolve("notes");
    Path output = directory.resolve("slurm.out");
    Shell slurm =
        new Shell(directory)
            .with("PATH", resource("slurm") + ":" + System.getenv("PATH"))
            .with("SCONTROL_NOTES", notes.toString())
            .with("SLURM_SUBMIT_DIR", Shell.kendall().toString())
            .with("SLURM_JOB_ID", "42")
            .with("SLURM_CPUS_ON_NODE", "2")
            .with("SLURM_MEM_PER_NODE", "2048");
    Object[] batch = {
      Shell.kendall().resolve("spark-conf/kendall.sbatch"),
      "search",
      Shell.kendall().resolve("jobs/process-example.yaml"),
      "--allow-process",
      "--executor-memory=512m",
      "--set",
      "confirm.candidates=1",
      "--run-dir",
      run
    };

    try {
      Process first = slurm.start(output, batch);
      waitForTrial(first, run.resolve("journal.jsonl"), output);
      first.destroy();
      Shell.Outcome interrupted = Shell.outcome(first, output);

      assertThat(interrupted.exitCode()).describedAs(interrupted.output()).isEqualTo(130);
      assertThat(notes).content().isEqualToIgnoringNewLines("requeue 42");

      Shell.Outcome finished = slurm.run(batch);

      assertThat(finished.exitCode()).describedAs(finished.output()).isZero();
      assertThat(notes).content().isEqualToIgnoringNewLines("requeue 42");
      assertThat(run.resolve("summary.json"))
          .content()
          .containsPattern("\"status\"\\s*:\\s*\"finished\"");
    } finally {
      // Where a step above failed, what it started still runs.
      for (String part : List.of("worker-0", "master")) {
        slurm.run(
            Shell.kendall().resolve("spark-conf/stop-cluster.sh"),
            "--dir",
            directory.resolve("slurm-42").resolve(part));
      }
    }
  }

  private static void waitForTrial(Process process, Path journal, Path output)
      throws IOException, InterruptedException {
    while (!(Files.exists(journal)
        && Files.readString(journal).contains("validation_accuracy\":"))) {
      assertThat(process.isAlive()).describedAs(Files.readString(output)).isTrue();
      Thread.sleep(50);
    }
  }

  private static Path resource(String name) throws Exception {
    return Path.of(ClusterIT.class.getResource("/" + name).toURI());
  }
}
