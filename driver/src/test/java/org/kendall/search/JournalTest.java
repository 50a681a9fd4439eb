package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;

class JournalTest {
  private static final RunHeader HEADER =
      new RunHeader(1, "0.1", "job", "digest", -5, Metric.maximized("accuracy", "%"), 99);
  private static final Place PLACE = new Place("host", "1", "gpu:0", 2, 1234567, 1.25);

  @TempDir Path directory;
  private RunDirectory run;
  private Path file;

  @BeforeEach
  void openDirectory() throws IOException {
    run = new RunDirectory(directory.toString(), new Configuration());
    file = directory.resolve(Journal.FILE);
  }

  @Test
  void whatWasWrittenIsReadAgain() throws IOException {
    Trial first = new Trial(1, Stage.SEARCH, Candidate.of(0, 3), Long.MIN_VALUE, 1);
    Trial second = new Trial(2, Stage.SEARCH, Candidate.of(1, 2), 8, 0.5);
    Round round =
        new Round(
            Stage.SEARCH,
            1,
            List.of(
                new ProposedTrial(first, OptionalDouble.of(-0.1234567890123)),
                new ProposedTrial(second, OptionalDouble.empty())),
            OptionalInt.of(12),
            0.5,
            77);
    Measured measured = new Measured(first, PLACE, Map.of("accuracy", 97.123456789));
    Failed failed =
        new Failed(second, PLACE, FailureKind.TIMED_OUT, "Züge \"quoted\"\n", "at <script>");
    try (Journal journal = Journal.open(RunLock.take(run), HEADER)) {
      journal.sessionStarts("local[2]", 2);
      journal.proposed(round);
      journal.landed(List.of(failed, measured));
      journal.sessionEnds(RunStatus.FINISHED);
    }
    RunLog log = Journal.read(run).orElseThrow();
    assertThat(log.header()).isEqualTo(HEADER);
    assertThat(log.rounds()).containsExactly(round);
    assertThat(log.evaluations()).containsExactly(failed, measured);
    assertThat(log.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(log.sessions().get(0).slots()).isEqualTo(2);
  }

  @Test
  void tornLastLineIsDroppedAtEveryLength() throws IOException {
    writeThreeRecords();
    byte[] whole = Files.readAllBytes(file);
    int lastLine =
        new String(whole, StandardCharsets.UTF_8).lastIndexOf("\n", whole.length - 2) + 1;
    for (int length = lastLine; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      assertThat(Journal.read(run).orElseThrow().status()).isEqualTo(RunStatus.RUNNING);
    }
  }

  @Test
  void journalGoesOnAfterATornLine() throws IOException {
    writeThreeRecords();
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 5));
    try (Journal journal = Journal.open(RunLock.take(run), HEADER)) {
      journal.sessionStarts("local[4]", 4);
    }
    assertThat(Journal.read(run).orElseThrow().sessions()).hasSize(2);
  }

  @Test
  void damagedEarlierLineIsNamed() throws IOException {
    writeThreeRecords();
    String text = Files.readString(file).replace("\"slots\":2", "\"slots\":3");
    Files.writeString(file, text);
    assertThatThrownBy(() -> Journal.read(run))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("journal.jsonl is damaged in line 2: its checksum does not fit");
  }

  private void writeThreeRecords() throws IOException {
    try (Journal journal = Journal.open(RunLock.take(run), HEADER)) {
      journal.sessionStarts("local[2]", 2);
      journal.sessionEnds(RunStatus.INTERRUPTED);
    }
  }
}
