package org.kendall.predict;

import java.util.concurrent.CancellationException;

/** How a fit that takes long heeds an interrupt of its thread: it looks between its steps. */
final class Interruption {
  private Interruption() {}

  /**
   * Ends a fit that nobody waits for any more.
   *
   * @throws CancellationException if this thread was interrupted, which it still is afterwards
   */
  static void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new CancellationException("The fit was interrupted.");
    }
  }
}
