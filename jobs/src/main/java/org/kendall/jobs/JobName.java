package org.kendall.jobs;

/** What a job may be called: its run directory bears the name. */
final class JobName {
  private JobName() {}

  static void require(String job) {
    if (!job.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "The job (%s) must be a name of letters, digits, dots and hyphens.".formatted(job));
    }
  }
}
