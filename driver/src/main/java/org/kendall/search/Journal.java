package org.kendall.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Evaluation;

/**
 * The append-only record of a run. The driver alone writes it; a record counts once it is synced.
 */
public final class Journal implements AutoCloseable {
  /** Its name in the run directory. */
  public static final String FILE = "journal.jsonl";

  private final Lines lines;

  private Journal(Lines lines) {
    this.lines = lines;
  }

  /**
   * What the journal of a run directory tells; empty if there is none yet.
   *
   * @throws BadDataException if a line before the last one is damaged
   */
  public static Optional<RunLog> read(RunDirectory directory) throws IOException {
    return replay(directory).log();
  }

  private static Replay.Result replay(RunDirectory directory) throws IOException {
    String text = directory.read(FILE).orElse("");
    return Replay.of(text, directory.file(FILE).toUri().getPath());
  }

  /**
   * Opens the journal for adding to it, and begins it with the header if it is new.
   *
   * @param lock on its directory, which is let go when the journal is closed
   * @throws RunLostException if it cannot be written
   */
  public static Journal open(RunLock lock, RunHeader header) {
    try {
      RunDirectory directory = lock.directory();
      directory.endWriter(FILE);
      Replay.Result replay = replay(directory);
      Lines file = GrowingFile.open(directory, FILE, replay.goodBytes());
      Journal journal = new Journal(new GuardedLines(lock, file));
      if (replay.log().isEmpty()) {
        journal.write(List.of(JournalFormat.of(header)));
      }
      return journal;
    } catch (IOException e) {
      throw RunLostException.unwritable(lock.directory(), e);
    }
  }

  /** A journal that is kept nowhere, for a run that is over in a moment. */
  static Journal unwritten() {
    return new Journal(bytes -> {});
  }

  /** A driver starts to work on the run. */
  public void sessionStarts(String master, int slots) {
    write(List.of(JournalFormat.sessionStart(master, slots, System.currentTimeMillis())));
  }

  /** The driver ends its work. */
  public void sessionEnds(RunStatus status) {
    write(List.of(JournalFormat.sessionEnd(status, System.currentTimeMillis())));
  }

  /** A round was proposed; written before any of its trials is sent. */
  void proposed(Round round) {
    write(List.of(JournalFormat.of(round)));
  }

  /** Evaluations landed; one sync serves them all. */
  void landed(List<Evaluation> evaluations) {
    long now = System.currentTimeMillis();
    write(evaluations.stream().map(evaluation -> JournalFormat.of(evaluation, now)).toList());
  }

  private void write(List<ObjectNode> records) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    records.forEach(record -> bytes.writeBytes(JournalFormat.line(record)));
    try {
      lines.add(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
