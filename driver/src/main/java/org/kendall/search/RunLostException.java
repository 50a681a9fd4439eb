package org.kendall.search;

import java.io.IOException;

/** The run directory takes nothing more from this driver; what it holds is kept. */
public final class RunLostException extends RuntimeException {
  private RunLostException(String message, Throwable cause) {
    super(message, cause);
  }

  /** It cannot be written: a full disk, a file system that turned read-only, a safe mode. */
  static RunLostException unwritable(RunDirectory directory, IOException cause) {
    return new RunLostException(
        ("The run directory %s cannot be written: %s.\nThe search stops and keeps what was recorded;"
                + " the same command goes on once there is space and leave to write.")
            .formatted(directory, reason(cause)),
        cause);
  }

  /** What is to be written does not fit. */
  static RunLostException full(RunDirectory directory, long neededBytes, long freeBytes) {
    return new RunLostException(
        ("The run directory %s has room for %,.1f MB, and at least %,.1f MB are to be written there.\n"
                + "Make room and give the same command again, or name another with --run-dir.")
            .formatted(directory, freeBytes / 1e6, neededBytes / 1e6),
        null);
  }

  private static String reason(IOException cause) {
    String message = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    String kind = cause.getClass().getSimpleName();
    return message.isEmpty() || message.equals("null") ? kind : message.replaceAll("\\.$", "");
  }

  /** Another driver took it over, as this one gave no sign of life. */
  static RunLostException takenOver(RunDirectory directory, String owner) {
    return new RunLostException(
        ("The run directory %s was taken over by another driver (%s), as this one had given no sign"
                + " of life.\nThis one stops; what it recorded before is kept.")
            .formatted(directory, owner),
        null);
  }
}
