package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;

/** A journal of a thousand records is cut at every byte, and its bits are flipped. */
class JournalTortureTest {
  private static final int RECORDS = 1000;
  private static final int PER_ROUND = 8;
  private static final RunHeader HEADER =
      new RunHeader(1, "0.1", "job", "digest", -5, Metric.maximized("accuracy", "%"), 99);
  private static final Place PLACE = new Place("host", "1", "gpu:0", 2, 1234567, 1.25);

  @TempDir private static Path folder;
  private static RunDirectory run;
  private static Path file;
  private static byte[] whole;
  private static List<Integer> ends;

  @BeforeAll
  static void writeAThousandRecords() throws IOException {
    run = new RunDirectory(folder.toString(), new Configuration());
    file = folder.resolve(Journal.FILE);
    int records = 2; // the header, and the session's
    try (JournaledRun journaled = JournaledRun.open(run, HEADER, "local[2]", 2)) {
      for (int number = 1; records < RECORDS; number++) {
        Round round = round(number);
        journaled.journal().proposed(round);
        List<Evaluation> landed =
            round.trials().stream()
                .map(proposed -> evaluation(proposed.trial()))
                .limit(RECORDS - records - 1)
                .toList();
        journaled.journal().landed(landed);
        records += 1 + landed.size();
      }
    }
    whole = Files.readAllBytes(file);
    ends = new ArrayList<>();
    for (int i = 0; i < whole.length; i++) {
      if (whole[i] == '\n') {
        ends.add(i);
      }
    }
    assertThat(ends).hasSize(RECORDS);
  }

  private static Round round(int number) {
    List<ProposedTrial> trials = new ArrayList<>();
    for (long trial = 1; trial <= PER_ROUND; trial++) {
      long n = (number - 1) * PER_ROUND + trial;
      trials.add(
          new ProposedTrial(
              new Trial(n, Stage.SEARCH, Candidate.of((int) n / 100, (int) n % 100), 31 * n, 1),
              OptionalDouble.of(1.0 / n)));
    }
    return new Round(Stage.SEARCH, number, trials, OptionalInt.of(number), 0.5, 77);
  }

  private static Evaluation evaluation(Trial trial) {
    return trial.number() % 7 == 0
        ? new Failed(trial, PLACE, FailureKind.TIMED_OUT, "Züge \uFFFD \"quoted\"\n", "at <x>")
        : new Measured(trial, PLACE, Map.of("accuracy", 100.0 / trial.number()));
  }

  private static int startOf(int line) {
    return line == 0 ? 0 : ends.get(line - 1) + 1;
  }

  private static int lineAt(int place) {
    int found = Collections.binarySearch(ends, place);
    return found < 0 ? -found - 1 : found;
  }

  private static void assertOpensWithTheWholeRecordsOf(int length) throws IOException {
    Files.write(file, Arrays.copyOf(whole, length));
    RunLog log;
    try (JournaledRun opened = JournaledRun.open(run, HEADER, "local[9]", 9)) {
      log = opened.log();
    }
    int records = (int) ends.stream().filter(end -> end < length).count();
    byte[] after = Files.readAllBytes(file);
    assertThat(Arrays.copyOf(after, startOf(records)))
        .isEqualTo(Arrays.copyOf(whole, startOf(records)));
    int headers = records == 0 ? 0 : 1;
    int sessions = records < 2 ? 0 : 1;
    assertThat(log.sessions()).hasSize(sessions + 1);
    assertThat(log.rounds().size() + log.evaluations().size())
        .isEqualTo(records - headers - sessions);
  }

  @Test
  void aCutLosesTheTornRecordAlone() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    for (int length = 0; length <= startOf(2); length += length < startOf(1) ? 7 : 3) {
      assertOpensWithTheWholeRecordsOf(length);
    }
    for (int i = 0; i < 50; i++) {
      assertOpensWithTheWholeRecordsOf(random.nextInt(whole.length + 1));
    }
  }

  /** Each line by itself, since those before it are whole. */
  @Test
  void noCutAtAnyByteIsTakenForAWholeRecordOrForDamage() {
    for (int line = 0; line < RECORDS; line++) {
      int start = startOf(line);
      assertThat(
              IntStream.rangeClosed(start, ends.get(line))
                  .mapToObj(end -> Arrays.copyOfRange(whole, start, end))
                  .allMatch(cut -> JournalFormat.lineEnd(cut, 0).isEmpty()))
          .isTrue();
      int end = JournalFormat.lineEnd(whole, start).orElseThrow();
      assertThat(end).isEqualTo(ends.get(line));
    }
  }

  @Tag("slow")
  @Test
  void everyFlippedBitOfTenThousandIsNamed() {
    flipped(10_000);
  }

  @Test
  void everyFlippedBitIsNamed() {
    flipped(100);
  }

  private static void flipped(int places) {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < places; i++) {
      int place = random.nextInt(whole.length);
      assertNamed(place, 1 << random.nextInt(8));
    }
  }

  @Test
  void everyFlippedBitOfTheLastRecordIsNamed() {
    for (int place = startOf(RECORDS - 1); place < whole.length; place++) {
      for (int bit = 0; bit < 8; bit++) {
        assertLineIsDamaged(startOf(RECORDS - 1), place, 1 << bit);
      }
    }
    assertNamed(startOf(RECORDS - 1), 1);
    assertNamed(whole.length - 1, 1);
  }

  private static void assertLineIsDamaged(int start, int place, int bit) {
    byte[] line = Arrays.copyOfRange(whole, start, whole.length);
    line[place - start] ^= (byte) bit;
    assertThatThrownBy(() -> JournalFormat.lineEnd(line, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static void assertNamed(int place, int bit) {
    byte[] bytes = whole.clone();
    bytes[place] ^= (byte) bit;
    assertThatThrownBy(() -> Replay.of(List.of(new Replay.Part("x.jsonl", bytes))))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("The journal x.jsonl is damaged in line %d:", lineAt(place) + 1);
  }
}
