package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Metric;
import org.kendall.search.JournaledRun;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLock;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class KendallTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return commandLine().execute(arguments);
  }

  private CommandLine commandLine() {
    return Kendall.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
  }

  @Command(name = "fail")
  private record Failing(RuntimeException failure) implements Callable<Integer> {
    @Override
    public Integer call() {
      throw failure;
    }
  }

  private int fail(RuntimeException failure, String... more) {
    String[] arguments = new String[more.length + 1];
    System.arraycopy(more, 0, arguments, 0, more.length);
    arguments[more.length] = "fail";
    CommandLine commandLine = commandLine().addSubcommand("fail", new Failing(failure));
    return commandLine.setErr(new PrintWriter(err)).execute(arguments);
  }

  @Test
  void whatIsNoCommandMovesNoCursor() {
    assertThat(run("check", "a.yaml", "--set\u001b[2J")).isEqualTo(2);
    assertThat(err.toString()).contains("\\u001b[2J").doesNotContain("\u001b");
  }

  @Test
  void badInputIsOneMessageAndTwo() throws Exception {
    Path job = Files.writeString(directory.resolve("a.yaml"), "job: a\nspacee: b\n");

    assertThat(run("check", job.toString())).isEqualTo(2);
    assertThat(err.toString())
        .startsWith(job + ":2: spacee is not a setting of a job.\nMaybe you meant space; ")
        .hasLineCount(2);
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void secondDriverOnARunDirectoryIsRefusedAndStartsNothing() throws Exception {
    Path job = Path.of(System.getProperty("kendall.root"), "jobs/cell-digits.yaml");
    Path folder = directory.resolve("run");
    try (RunLock lock = RunLock.take(new RunDirectory(folder.toString(), new Configuration()))) {
      assertThat(run("search", job.toString(), "--run-dir", folder.toString())).isEqualTo(2);
      assertThat(err.toString())
          .startsWith("The run directory " + folder + " is in use by another driver: process ")
          .contains("process " + ProcessHandle.current().pid() + " on ")
          .hasLineCount(2);
      assertThat(folder.toFile().list()).containsExactlyInAnyOrder("lock-1", "lock-1.beat");
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void whatAnotherJobHasBegunToPrepareIsNotGoneOnWith() throws Exception {
    Path job = Path.of(System.getProperty("kendall.root"), "jobs/model-schedule-digits.yaml");
    Path folder = directory.resolve("run");
    RunDirectory below =
        new RunDirectory(folder.resolve("prepared").toString(), new Configuration());
    Metric seconds = Metric.minimized("seconds", "s");
    RunHeader other = new RunHeader(1, "0.1", "other, preparation", "digest", 1, seconds, 0);
    JournaledRun.open(below, other, "local[1]", 1).close();
    assertThat(run("search", job.toString(), "--run-dir", folder.toString())).isEqualTo(2);
    assertThat(err.toString()).startsWith("The run directory " + folder + " belongs to another");
    assertThat(folder.toFile().list()).containsExactly("prepared");
  }

  @Test
  void badDataIsOneMessageAndTwo() {
    assertThat(fail(new BadDataException("x.gz is truncated."))).isEqualTo(2);
    assertThat(err.toString()).isEqualToNormalizingNewlines("x.gz is truncated.\n");
  }

  @Test
  void anUnexpectedFailureIsOneAndTellsHowToFindIt() {
    assertThat(fail(new IllegalStateException("odd"))).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToNormalizingNewlines(
            "java.lang.IllegalStateException: odd\n"
                + "Maybe run it again with --stacktrace, which shows where it happened.\n");
  }

  @Test
  void theStackTraceIsPrintedWhenAsked() {
    assertThat(fail(new IllegalStateException("odd"), "--stacktrace")).isEqualTo(1);
    assertThat(err.toString()).contains("at org.kendall.jobs.KendallTest.");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThat(run("check", "no/such.yaml")).isEqualTo(2);
    assertThat(err.toString()).startsWith("no/such.yaml: there is no such file.");
  }

  @Test
  void anUnknownCommandIsTwoAndTheNearestIsNamed() {
    assertThat(run("serch")).isEqualTo(2);
    assertThat(err.toString()).contains("Did you mean").contains("search");
  }

  @Test
  void helpAndVersionAreForEveryone() {
    assertThat(run("--help")).isZero();
    assertThat(out.toString()).contains("search", "check", "describe", "report", "130");
    assertThat(run("search", "--help")).isZero();
    assertThat(out.toString()).contains("--run-dir", "--allow-process", "Examples:");
    assertThat(run("--version")).isZero();
    assertThat(out.toString()).containsPattern("Kendall \\d+\\.\\d+\\.\\d+");
  }

  @Test
  void describeListsNamesAndExplainsOne() {
    assertThat(run("describe")).isZero();
    assertThat(out.toString()).contains("Search spaces", "nasbench201", "gates", "random");
    assertThat(run("describe", "predictor-guided")).isZero();
    assertThat(out.toString()).contains("picking", "How many candidates are drawn");
    assertThat(run("describe", "choices")).isZero();
    assertThat(out.toString()).contains("choices[].options", "What it may be");
    assertThat(run("describe", "gatess")).isEqualTo(2);
    assertThat(err.toString()).contains("Maybe you meant gates");
  }

  @Test
  void whatDescribePrintsIsAGoodJob() throws Exception {
    assertThat(run("describe", "job")).isZero();
    Path job = Files.writeString(directory.resolve("job.yaml"), out.toString());

    assertThat(run("check", job.toString())).as(err.toString()).isZero();
    assertThat(out.toString()).contains("is a good job.", "15,625 candidates of 6 choices");
  }
}
