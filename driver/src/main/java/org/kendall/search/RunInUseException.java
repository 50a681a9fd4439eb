package org.kendall.search;

/** Another driver works in the run directory; nothing was changed there. */
public final class RunInUseException extends RuntimeException {
  RunInUseException(RunDirectory directory, String owner) {
    super(
        ("The run directory %s is in use by another driver: %s.\n"
                + "Maybe wait until that one has ended, or name another directory with --run-dir.")
            .formatted(directory, owner));
  }
}
