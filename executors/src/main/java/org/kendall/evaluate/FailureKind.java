package org.kendall.evaluate;

import java.util.Locale;

/** Why a candidate is a bad one. */
public enum FailureKind {
  /** A loss or metric was not finite. */
  DIVERGED,
  /** It ran past its time limit. */
  TIMED_OUT,
  /** It asked for more memory than there was. */
  OUT_OF_MEMORY,
  /** Its code threw. */
  THREW,
  /** Its program ended with an error, or answered with something that could not be read. */
  PROGRAM_FAILED,
  /** The table of measured candidates has no row of it. */
  NOT_IN_TABLE,
  /** It ended the executor's process, again and again and when no other suspect ran. */
  KILLED_EXECUTOR;

  /** In snake case, as it stands in the journal. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
