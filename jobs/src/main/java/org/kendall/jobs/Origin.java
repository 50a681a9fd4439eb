package org.kendall.jobs;

/**
 * Where a part of a job comes from, as a person is told.
 *
 * @param text such as {@code jobs/cell-digits.yaml:14} or {@code --set evaluate.epochs=0}
 */
record Origin(String text) {
  static Origin line(String file, int line) {
    return new Origin(file + ":" + line);
  }

  /** Bad input found here. */
  BadInputException bad(String message) {
    return new BadInputException(text + ": " + message);
  }

  @Override
  public String toString() {
    return text;
  }
}
