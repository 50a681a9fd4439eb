package org.kendall.search;

/** Something other than a candidate failed, and the run ends; the same command goes on later. */
public final class BrokenRunException extends RuntimeException {
  BrokenRunException(Throwable cause) {
    super(cause.getMessage(), cause);
  }
}
