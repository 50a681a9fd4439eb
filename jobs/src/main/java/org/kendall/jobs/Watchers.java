package org.kendall.jobs;

import java.util.function.Consumer;
import org.kendall.search.Progress;
import org.kendall.search.RunLog;
import org.kendall.search.Watcher;

/** Tells the console and the report of how a run goes on. */
record Watchers(Console console, Consumer<RunLog> reports) implements Watcher {
  @Override
  public void landed(Progress progress) {
    console.show(progress);
  }

  @Override
  public void grown(RunLog log) {
    reports.accept(log);
  }
}
