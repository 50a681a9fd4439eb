package org.kendall.search;

import java.io.IOException;
import java.util.List;

/**
 * A run whose journal is open for writing.
 *
 * @param log what it holds so far; its last session is this one
 */
public record JournaledRun(Journal journal, RunLog log) implements AutoCloseable {
  /**
   * Takes a run directory for itself, until it is closed, and opens its journal.
   *
   * @throws RunInUseException if another driver holds the directory
   */
  public static JournaledRun open(
      RunDirectory directory, RunHeader header, String master, int slots) throws IOException {
    RunLock lock = RunLock.take(directory);
    try {
      return open(lock, header, master, slots);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Opens the journal, begins it if it is new, and notes that a driver starts to work.
   *
   * @param lock on the run directory, which is let go when the run is closed
   * @param master Spark's master
   * @param slots tasks that can run at once
   */
  public static JournaledRun open(RunLock lock, RunHeader header, String master, int slots)
      throws IOException {
    Journal journal = Journal.open(lock, header);
    journal.sessionStarts(master, slots);
    return new JournaledRun(journal, Journal.read(lock.directory()).orElseThrow());
  }

  /**
   * A run from its beginning that is kept nowhere: its log is all that is left of it.
   *
   * @param master what it runs on, for people
   * @param slots trials that can run at once
   */
  static JournaledRun unwritten(RunHeader header, String master, int slots) {
    long now = header.createdMillis();
    Session session = new Session(master, slots, now, now, RunStatus.RUNNING);
    return new JournaledRun(
        Journal.unwritten(), new RunLog(header, List.of(session), List.of(), List.of()));
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
