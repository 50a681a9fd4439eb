package org.kendall.jobs;

import java.util.function.Supplier;

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

  /**
   * Makes something of what a command was given.
   *
   * @throws BadInputException that says what is wrong, where it cannot be made
   */
  static <T> T unlessMade(Supplier<T> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(e.getMessage(), e);
    }
  }
}
