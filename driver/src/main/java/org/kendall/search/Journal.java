package org.kendall.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Evaluation;

/**
 * The append-only record of a run. The driver alone writes it; a record counts once it is synced.
 */
public final class Journal implements AutoCloseable {
  /** Its name in the run directory. */
  public static final String FILE = "journal.jsonl";

  private final FSDataOutputStream out;

  private Journal(FSDataOutputStream out) {
    this.out = out;
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

  /** Opens the journal for adding to it, and begins it with the header if it is new. */
  public static Journal open(RunDirectory directory, RunHeader header) throws IOException {
    directory.create();
    Replay.Result replay = replay(directory);
    if (directory.exists(FILE)) {
      directory.truncate(FILE, replay.goodBytes());
    }
    Journal journal = new Journal(directory.append(FILE));
    if (replay.log().isEmpty()) {
      journal.write(List.of(JournalFormat.of(header)));
    }
    return journal;
  }

  /** A journal that is kept nowhere, for a run that is over in a moment. */
  static Journal unwritten() {
    return new Journal(
        new FSDataOutputStream(OutputStream.nullOutputStream(), new FileSystem.Statistics("none")));
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
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    records.forEach(record -> lines.writeBytes(JournalFormat.line(record)));
    try {
      out.write(lines.toByteArray());
      out.hsync();
    } catch (IOException e) {
      throw new UncheckedIOException("The journal could not be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
