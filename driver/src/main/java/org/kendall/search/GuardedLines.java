package org.kendall.search;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Lines that are added only while this driver holds the run directory, and never again after a
 * failed write: what that left behind may be half a line.
 */
final class GuardedLines implements Lines {
  private final RunLock lock;
  private final Lines lines;
  private final AtomicReference<RunLostException> lost = new AtomicReference<>();

  GuardedLines(RunLock lock, Lines lines) {
    this.lock = lock;
    this.lines = lines;
  }

  /**
   * Adds them.
   *
   * @throws RunLostException if this driver can write no more
   */
  @Override
  public void add(byte[] bytes) {
    if (lost.get() != null) {
      throw lost.get();
    }
    try {
      lock.requireHeld();
      lines.add(bytes);
    } catch (RunLostException e) {
      lost.set(e);
      throw e;
    } catch (IOException e) {
      lost.set(RunLostException.unwritable(lock.directory(), e));
      throw lost.get();
    }
  }

  /** Closes them and lets the directory go; after a failed write, without another complaint. */
  @Override
  public void close() {
    try (lock) {
      lines.close();
    } catch (IOException e) {
      if (lost.get() == null) {
        throw RunLostException.unwritable(lock.directory(), e);
      }
    }
  }
}
