package org.kendall.search;

/**
 * One time that a driver worked on the run, from its start to its end or its loss.
 *
 * @param master Spark's master
 * @param slots tasks that could run at once when it started
 * @param lastMillis when it ended, or wrote its last record; since the epoch, as the start
 */
public record Session(
    String master, int slots, long startedMillis, long lastMillis, RunStatus status) {
  /** How long it lasted, in seconds. */
  public double seconds() {
    return (lastMillis - startedMillis) / 1000.0;
  }
}
