package org.kendall.search;

/** Something other than a candidate failed, and the run ends; the same command goes on later. */
public final class BrokenRunException extends RuntimeException {
  BrokenRunException(Throwable cause) {
    super("The run cannot go on: %s\nThe same command takes it up again.".formatted(cause), cause);
  }
}
