package org.kendall.evaluate;

import java.time.Duration;
import java.util.concurrent.CancellationException;

/** The moment by which a trial must have ended. */
public final class Deadline {
  private final long endNanos;
  private final Duration limit;

  private Deadline(Duration limit) {
    this.limit = limit;
    this.endNanos = System.nanoTime() + limit.toNanos();
  }

  /** A deadline that far from now. */
  public static Deadline in(Duration limit) {
    return new Deadline(limit);
  }

  /** Time left; zero or negative once it has passed. */
  public Duration left() {
    return Duration.ofNanos(endNanos - System.nanoTime());
  }

  /**
   * Ends the trial if the deadline has passed or its thread was interrupted.
   *
   * @throws TrialFailedException of kind {@link FailureKind#TIMED_OUT}
   * @throws CancellationException if the thread was interrupted; it stays so
   */
  public void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("The trial was interrupted.");
    }
    if (System.nanoTime() - endNanos >= 0) {
      throw new TrialFailedException(
          FailureKind.TIMED_OUT,
          "The trial ran past its time limit of %s s.".formatted(limit.toMillis() / 1000.0));
    }
  }
}
