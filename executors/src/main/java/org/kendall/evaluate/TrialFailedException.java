package org.kendall.evaluate;

/** Thrown by an evaluator that knows in what way its candidate is bad. */
public final class TrialFailedException extends RuntimeException {
  private final FailureKind kind;
  private final String detail;

  public TrialFailedException(FailureKind kind, String message) {
    this(kind, message, "");
  }

  /**
   * @param detail what helps to find the cause, such as the end of a log; may be empty
   */
  public TrialFailedException(FailureKind kind, String message, String detail) {
    super(message);
    this.kind = kind;
    this.detail = detail;
  }

  public FailureKind kind() {
    return kind;
  }

  public String detail() {
    return detail;
  }
}
