package org.kendall.spark;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks at the clock for one running trial, which may not come to look at it itself. */
final class TrialWatch implements AutoCloseable {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final Future<?> call;

  private TrialWatch(Future<?> call) {
    this.call = call;
  }

  /** Calls unless it is closed within that time. */
  static TrialWatch over(Duration time, Runnable overdue) {
    return new TrialWatch(CLOCK.schedule(overdue, time.toMillis(), TimeUnit.MILLISECONDS));
  }

  private static ScheduledThreadPoolExecutor clock() {
    ScheduledThreadPoolExecutor clock =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              Thread thread = new Thread(work, "trial-watch");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }

  @Override
  public void close() {
    call.cancel(false);
  }
}
