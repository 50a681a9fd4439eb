package org.kendall.search;

import java.io.IOException;

/**
 * A run whose journal is open for writing.
 *
 * @param log what it holds so far; its last session is this one
 */
public record JournaledRun(Journal journal, RunLog log) implements AutoCloseable {
  /**
   * Opens the journal, begins it if it is new, and notes that a driver starts to work.
   *
   * @param master Spark's master
   * @param slots tasks that can run at once
   */
  public static JournaledRun open(
      RunDirectory directory, RunHeader header, String master, int slots) throws IOException {
    Journal journal = Journal.open(directory, header);
    journal.sessionStarts(master, slots);
    return new JournaledRun(journal, Journal.read(directory).orElseThrow());
  }

  @Override
  public void close() throws IOException {
    journal.close();
  }
}
