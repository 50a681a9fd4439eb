package org.kendall.search;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
   * @throws BadDataException if a line is damaged; one that was torn while it was written is not
   */
  public static Optional<RunLog> read(RunDirectory directory) throws IOException {
    return Replay.of(parts(directory));
  }

  /** The file that grows, where there is one, and then the segments. */
  private static List<Replay.Part> parts(RunDirectory directory) throws IOException {
    List<String> names = new ArrayList<>(List.of(FILE));
    names.addAll(Segments.names(directory));
    List<Replay.Part> parts = new ArrayList<>();
    for (String name : names) {
      String path = directory.file(name).toUri().getPath();
      directory.readBytes(name).ifPresent(bytes -> parts.add(new Replay.Part(path, bytes)));
    }
    return parts;
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
      List<Replay.Part> parts = parts(directory);
      Optional<RunLog> log = Replay.of(parts);
      Journal journal = new Journal(new GuardedLines(lock, lines(directory, parts)));
      if (log.isEmpty()) {
        journal.write(List.of(JournalFormat.of(header)));
      }
      return journal;
    } catch (IOException e) {
      throw RunLostException.unwritable(lock.directory(), e);
    }
  }

  private static Lines lines(RunDirectory directory, List<Replay.Part> parts) throws IOException {
    if (!directory.canAppend() || !Segments.names(directory).isEmpty()) {
      return Segments.open(directory);
    }
    try {
      return GrowingFile.open(directory, FILE, Replay.wholeBytes(parts));
    } catch (UnsupportedOperationException e) {
      return Segments.open(directory); // some file systems say that they can and cannot
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
