package org.kendall.study;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.kendall.evaluate.Deadline;
import org.kendall.nn.NativeThreads;

/**
 * Runs a fit on a thread of its own, so that it can be left when its time is up: a predictor knows
 * of no deadline. The thread is interrupted then, which ends a fit of Kendall's own between two of
 * its steps; what it throws for that is not looked at. A fit that does not heed it goes on to its
 * end unobserved, and takes a core from the others until then.
 */
final class TimedFit {
  private TimedFit() {}

  /**
   * The result of the work.
   *
   * @throws org.kendall.evaluate.TrialFailedException if the deadline passed before
   * @throws InterruptedException if this thread was interrupted; the work is left then, too
   */
  static <T> T of(Callable<T> work, Deadline deadline) throws Exception {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              NativeThreads.settle();
              return work.call();
            });
    Thread thread = new Thread(task, Thread.currentThread().getName() + ", fit");
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(Math.max(0, deadline.left().toNanos()), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } catch (TimeoutException e) {
      waitUntilPassed(deadline);
      throw new IllegalStateException(e);
    } finally {
      task.cancel(true);
    }
  }

  /** Waiting may end a moment early; the deadline then throws what is to be told. */
  private static void waitUntilPassed(Deadline deadline) throws InterruptedException {
    while (deadline.left().compareTo(Duration.ZERO) > 0) {
      Thread.sleep(1);
    }
    deadline.check();
  }

  private static Exception unwrapped(ExecutionException failure) {
    if (failure.getCause() instanceof Error error) {
      throw error;
    }
    return failure.getCause() instanceof Exception exception ? exception : failure;
  }
}
