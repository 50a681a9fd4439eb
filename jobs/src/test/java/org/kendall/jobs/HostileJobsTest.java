package org.kendall.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kendall.jobs.Mutations.Mutation;

/** A spoilt job file is refused in a sentence, or is a good job still; nothing else happens. */
class HostileJobsTest {
  private static final int COUNT = 1_000;
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final int LONGEST_MESSAGE = 4_000;

  @TempDir private static Path directory;

  private static List<SampleJob> samples;

  /** What a command line ended with. */
  private record Told(int exitCode, String out, String err) {}

  @BeforeAll
  static void writeJobs() throws IOException {
    samples = SampleJob.all(directory.resolve("data"));
  }

  @Test
  void ofAThousandSpoiltJobsEachIsRefusedInASentenceOrGood() throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    Map<Integer, Integer> codes = new TreeMap<>();
    for (int i = 0; i < COUNT; i++) {
      SampleJob sample = samples.get(i % samples.size());
      Mutation mutation = Mutations.OF_YAML.get(i / samples.size() % Mutations.OF_YAML.size());
      byte[] spoilt = mutation.of(sample.text(), random);
      String what = "%s, number %d: %s".formatted(sample.name(), i, mutation);
      codes.merge(look(spoilt, sample.command(), what), 1, Integer::sum);
    }
    System.err.println("Spoilt jobs by exit code: " + codes);
    assertThat(codes.get(ExitCode.BAD_INPUT)).isGreaterThan(COUNT / 2);
    assertThat(codes.get(ExitCode.DONE)).isGreaterThan(COUNT / 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cell-digits           | width: 4      | width: 50000
          cell-digits           | width: 4      | width: 2147483647
          cell-digits           | cells: 1      | cells: 2147483647
          model-schedule-digits | slots: 20     | slots: 1000000000
          model-schedule-digits | slots: 20     | shifts: 2147483647
          model-schedule-digits | width: 64     | width: 50000
          model-schedule-digits | blocks: 1     | blocks: 2147483647
          model-schedule-digits | {steps: 1000} | {steps: 1000} \\n    noise: {steps: 2147483647}
          """)
  void whatNoMachineCouldHoldIsRefusedAtItsKey(String job, String right, String huge)
      throws IOException {
    String text = new String(sample(job).text(), StandardCharsets.UTF_8);
    assertThat(text).contains(right);
    String spoilt = text.replaceFirst(Pattern.quote(right), huge);

    assertThat(look(spoilt.getBytes(StandardCharsets.UTF_8), "search", huge)).isEqualTo(2);
    Path file = directory.resolve("spoilt.yaml");
    assertThat(run("check", file.toString()).err()).matches("(?s)%s:\\d+: .*".formatted(file));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cell-digits           | job: cell-digits | job: ../../x
          cell-digits           | job: cell-digits | job: /tmp/x
          cell-digits           | job: cell-digits | job: ..
          model-schedule-digits | name: tiny       | name: ../tiny
          model-schedule-digits | name: tiny       | name: /tiny
          """)
  void aNameThatLeadsElsewhereIsRefused(String job, String right, String name) throws IOException {
    whatNoMachineCouldHoldIsRefusedAtItsKey(job, right, name);
  }

  @Test
  void aBudgetOfAsMuchAsANumberHoldsIsCountedInFewPowers() throws IOException {
    String text = new String(sample("compare-nasbench201").text(), StandardCharsets.UTF_8);
    byte[] spoilt = text.replace("budget: 512", "budget: 2147483647").getBytes();

    assertThat(look(spoilt, "compare", "budget")).isEqualTo(ExitCode.DONE);
  }

  @Test
  void aFileWithoutAnEndIsRefused() {
    assertThat(run("check", "/dev/zero").err())
        .isEqualTo("/dev/zero cannot be read as a text: it has more than 4,194,304 bytes.\n");
  }

  private static SampleJob sample(String name) {
    return samples.stream().filter(s -> s.name().equals(name + ".yaml")).findFirst().orElseThrow();
  }

  /** Checks a job, and that its command refuses it too where the check did. */
  private static int look(byte[] spoilt, String command, String what) throws IOException {
    Path file = Files.write(directory.resolve("spoilt.yaml"), spoilt);
    List<Path> before = everything();
    Told told = assertTimeoutPreemptively(LIMIT, () -> run("check", file.toString()), () -> what);
    assertThat(told.exitCode()).as("%s: %s", what, told).isIn(ExitCode.DONE, ExitCode.BAD_INPUT);
    if (told.exitCode() == ExitCode.BAD_INPUT) {
      assertIsASentence(told.err(), what);
      Path run = directory.resolve("run");
      Told search = run(command, file.toString(), "--run-dir", run.toString());
      assertThat(search.exitCode()).as(what).isEqualTo(ExitCode.BAD_INPUT);
    }
    assertThat(everything()).as(what).isEqualTo(before);
    return told.exitCode();
  }

  /** It says where, or what of the data, and sends nothing to a terminal but text. */
  private static void assertIsASentence(String message, String what) {
    assertThat(message)
        .as(what)
        .matches("(?s)(/|The ).*")
        .hasSizeLessThan(LONGEST_MESSAGE)
        .doesNotContain("\tat ", "Exception", "null\n")
        .doesNotMatch("(?s).*[\\p{Cc}\\p{Cf}\u2028&&[^\n]].*");
  }

  private static Told run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Kendall.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Told(code, out.toString(), err.toString());
  }

  private static List<Path> everything() throws IOException {
    try (Stream<Path> here = Files.walk(directory);
        Stream<Path> there = Files.list(Path.of(""))) {
      return Stream.concat(here, there).sorted().toList();
    }
  }
}
