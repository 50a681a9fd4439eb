package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Evaluation;
import org.kendall.search.Journal;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunLog;

/** The command as it was packaged, killed as by {@code kill -9} and given once more. */
@Tag("spark")
@Tag("slow")
class KilledCommandIT {
  private static final Path LAUNCHER = Shell.kendall().resolve("jobs/kendall");
  private static final List<Object> DIGITS =
      List.of(
          Shell.kendall().resolve("jobs/cell-digits.yaml"),
          "--set=rounds.kind=closed",
          "--set=stop.trials=24",
          "--set=evaluate.epochs=1",
          "--set=confirm.candidates=1",
          "--set=confirm.seeds=2");

  /** 128 and the number of SIGABRT. */
  private static final int ABORTED = 134;

  @TempDir Path folder;

  @Test
  void digitsJobThatWasKilledTwiceEqualsAnUninterruptedOne() throws Exception {
    assertSameAfterKills(DIGITS, 2);
  }

  @Test
  void trialThatWasKilledOnItsWayGoesOnFromItsCheckpoint() throws Exception {
    List<Object> job = new ArrayList<>(DIGITS.subList(0, 2));
    job.addAll(
        List.of("--set=stop.trials=2", "--set=evaluate.epochs=150", "--set=confirm.candidates=0"));
    job.addAll(
        List.of(
            "--set=strategy=random",
            "--set=confirm.baseline=none",
            "--conf=spark.kendall.checkpoints=0s"));
    Path whole = folder.resolve("whole");
    assertThat(run(job, whole, Long.MAX_VALUE)).isFalse();
    Path killed = folder.resolve("killed");
    Process process = start(job, killed);
    while (newest(killed.resolve("checkpoints/2")).compareTo("000000020") < 0) {
      assertThat(process.isAlive()).describedAs(Files.readString(output())).isTrue();
      Thread.sleep(10);
    }
    kill(process);
    assertThat(run(job, killed, Long.MAX_VALUE)).isFalse();
    assertThat(output())
        .content()
        .containsPattern("trial 2\\]: Goes on from \\d\\d+ that are done");
    assertThat(history(killed)).isEqualTo(history(whole));
    assertThat(killed.resolve("checkpoints")).isEmptyDirectory();
  }

  /** The name of the newest; empty if there is none. */
  private static String newest(Path folder) {
    String[] names = folder.toFile().list();
    return names == null ? "" : Stream.of(names).max(Comparator.naturalOrder()).orElse("");
  }

  @Test
  void digitsJobThatWasKilledTwentyTimesEqualsAnUninterruptedOne() throws Exception {
    assertSameAfterKills(DIGITS, 20);
  }

  @Test
  void jobOf200TrialsThatWasKilledAHundredTimesEqualsAnUninterruptedOne() throws Exception {
    Path job = folder.resolve("count.yaml");
    Path program = folder.resolve("count.sh");
    Files.writeString(
        program,
        """
        read input
        trial=$(echo "$input" | sed 's/.*"trial":\\([0-9]*\\).*/\\1/')
        [ -n "$trial" ] || exit 1 # sed was killed before this shell
        echo "$trial" >> "%s"
        sleep 0.02
        echo "{\\"score\\": $((trial %% 7))}"
        """
            .formatted(runs()));
    Files.writeString(
        job,
        """
        job: count
        space:
          name: choices
          choices:
            - {name: a, options: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], order: ordered}
            - {name: b, options: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], order: ordered}
            - {name: c, options: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], order: ordered}
        evaluate:
          name: process
          command: [sh, "%s"]
          metrics:
            - {name: score, direction: maximize}
        strategy: evolution
        rounds: {kind: closed, size: 20}
        stop: {trials: 200}
        confirm: {baseline: none, candidates: 1, seeds: 1}
        """
            .formatted(program));
    assertSameAfterKills(List.of(job, "--allow-process"), 100);
  }

  /** Where programs leave a line for each run. */
  private Path runs() {
    return folder.resolve("runs.txt");
  }

  private void assertSameAfterKills(List<Object> job, int kills) throws Exception {
    Path whole = folder.resolve("whole");
    long start = System.nanoTime();
    assertThat(run(job, whole, Long.MAX_VALUE)).isFalse();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    List<String> history = history(whole);
    SplittableRandom random = new SplittableRandom(kills);
    int done = 0;
    for (int i = 0; done < kills; i++) {
      Path killed = folder.resolve("killed-" + i);
      Files.deleteIfExists(runs());
      Map<Long, Integer> before = new HashMap<>();
      while (run(job, killed, done < kills ? random.nextLong(millis) : Long.MAX_VALUE)) {
        done++;
        assertNoMoreRuns(before);
        before = runsOfJournaled(killed);
      }
      assertNoMoreRuns(before);
      assertThat(history(killed)).isEqualTo(history);
    }
  }

  /** Runs the command, and tells whether it was killed before it came to its end. */
  private boolean run(List<Object> job, Path run, long killAfterMillis) throws Exception {
    Process process = start(job, run);
    boolean ended = process.waitFor(Math.min(killAfterMillis, 600_000), TimeUnit.MILLISECONDS);
    int exit = kill(process);
    // PyTorch has been seen to crash the process by itself.
    boolean crashed = ended && exit == ABORTED;
    assertThat(!ended || exit == 0 || crashed).describedAs(Files.readString(output())).isTrue();
    return !ended || crashed;
  }

  private Process start(List<Object> job, Path run) throws IOException {
    List<Object> command = new ArrayList<>(List.of(LAUNCHER, "search"));
    command.addAll(job);
    command.addAll(List.of("--run-dir", run));
    return new Shell(folder).start(output(), command.toArray());
  }

  private Path output() {
    return folder.resolve("output.txt");
  }

  private static int kill(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return process.waitFor();
  }

  private static RunLog log(Path run) throws IOException {
    return Journal.read(new RunDirectory(run.toString(), new Configuration())).orElseThrow();
  }

  /** What was tried, with which outcome, by number; the numbers are 1, 2, ... */
  private static List<String> history(Path run) throws IOException {
    List<Evaluation> evaluations = new ArrayList<>(log(run).evaluations());
    evaluations.sort(Comparator.comparingLong(evaluation -> evaluation.trial().number()));
    assertThat(evaluations)
        .extracting(evaluation -> evaluation.trial().number())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, evaluations.size()).boxed().toList());
    return evaluations.stream()
        .map(e -> e.trial() + " " + ((Evaluation.Measured) e).metrics())
        .toList();
  }

  private Map<Long, Integer> runsOfJournaled(Path run) throws IOException {
    Map<Long, Integer> runs = new HashMap<>();
    if (Files.exists(runs()) && Files.exists(run.resolve(Journal.FILE))) {
      Map<Long, Integer> all = runsOfAll();
      Journal.read(new RunDirectory(run.toString(), new Configuration()))
          .map(RunLog::evaluations)
          .orElse(List.of())
          .forEach(e -> runs.put(e.trial().number(), all.get(e.trial().number())));
    }
    return runs;
  }

  private Map<Long, Integer> runsOfAll() throws IOException {
    Map<Long, Integer> runs = new HashMap<>();
    for (String line : Files.readAllLines(runs())) {
      runs.merge(Long.parseLong(line), 1, Integer::sum);
    }
    return runs;
  }

  /** Nothing that was journaled has run again. */
  private void assertNoMoreRuns(Map<Long, Integer> before) throws IOException {
    if (!before.isEmpty()) {
      assertThat(runsOfAll()).containsAllEntriesOf(before);
    }
  }
}
