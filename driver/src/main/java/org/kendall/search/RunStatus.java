package org.kendall.search;

import java.util.Locale;

/** How a run stands. */
public enum RunStatus {
  /** A driver works on it, or was lost while it did. */
  RUNNING,
  /** All stages came to their end. */
  FINISHED,
  /** Stopped by a person or a scheduler; the same command goes on. */
  INTERRUPTED,
  /** Something but a candidate went wrong; the same command goes on. */
  FAILED;

  /** In lower case, as in the journal and in {@code summary.json}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
