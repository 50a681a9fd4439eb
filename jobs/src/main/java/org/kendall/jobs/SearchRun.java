package org.kendall.jobs;

/**
 * A search from the command line.
 *
 * @param allowProcess whether programs of the user's may be started on executors
 */
record SearchRun(JobCheck check, String runDirectory, boolean allowProcess) {
  /** Runs it to its end, and says how the process ends. */
  int run() {
    throw new UnsupportedOperationException();
  }
}
