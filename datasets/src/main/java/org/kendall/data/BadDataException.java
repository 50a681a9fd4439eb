package org.kendall.data;

/**
 * Data that is missing, damaged or of another kind than named. Its message says which file, what
 * was found there and what would be right; it is shown to a person as it is, without a stack trace.
 */
public final class BadDataException extends RuntimeException {
  public BadDataException(String message) {
    super(message);
  }

  public BadDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
