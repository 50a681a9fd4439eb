package org.kendall.jobs;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.kendall.search.CheckpointSweep;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunLog;
import org.kendall.search.RunLostException;

/**
 * Writes what a run has found, and tidies up, beside the loop; where it is slower than the rounds,
 * it skips.
 */
final class ReportWriter {
  private static final Logger LOG = LogManager.getLogger(ReportWriter.class);

  private final RunDirectory directory;
  private final Findings findings;
  private final CheckpointSweep sweep;
  private final AtomicReference<RunLog> newest = new AtomicReference<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread writer = new Thread(task, "report-writer");
            writer.setDaemon(true);
            return writer;
          });

  ReportWriter(RunDirectory directory, Findings findings) {
    this.directory = directory;
    this.findings = findings;
    this.sweep = new CheckpointSweep(directory);
  }

  /** Writes soon, unless something newer comes before. */
  void write(RunLog log) {
    if (newest.getAndSet(log) == null) {
      thread.execute(this::writeNewest);
    }
  }

  private void writeNewest() {
    try {
      writeNow(newest.getAndSet(null));
    } catch (RunLostException e) {
      // The journal, which is written next, stops the search if it must, and says so.
      LOG.info("The report could not be written: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.warn("The report could not be written; the search goes on", e);
    }
  }

  /** Writes now, after whatever was under way. */
  void writeLast(RunLog log) {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(1, TimeUnit.MINUTES)) {
        LOG.warn("The report before the last is still being written");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    writeNow(log);
  }

  private void writeNow(RunLog log) {
    findings.files(log).forEach(directory::write);
    sweep.of(log);
  }
}
