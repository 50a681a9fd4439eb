package org.kendall.jobs;

/** What the process tells the shell. */
final class ExitCode {
  static final int DONE = 0;
  static final int FAILED = 1;
  static final int BAD_INPUT = 2;

  /** As shells have it for SIGINT; the run can be taken up again. */
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
