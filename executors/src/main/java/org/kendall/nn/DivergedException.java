package org.kendall.nn;

/** Thrown when training has gone astray: its loss is not a finite number any more. */
public final class DivergedException extends RuntimeException {
  public DivergedException(String message) {
    super(message);
  }
}
