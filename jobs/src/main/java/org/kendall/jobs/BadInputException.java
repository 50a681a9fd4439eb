package org.kendall.jobs;

/**
 * What a person asked for cannot be done as it stands. Its message says where, what was found there
 * and what would be right; it is shown as it is, without a stack trace.
 */
public final class BadInputException extends RuntimeException {
  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
