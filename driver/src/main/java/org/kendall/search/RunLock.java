package org.kendall.search;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * The right of one driver to write into a run directory, kept up by signs of life.
 *
 * <p>It is a file {@code lock-N} that only one driver can create; whoever takes over from a dead
 * one creates {@code lock-(N+1)} and deletes the others, by which a driver that lives after all
 * knows.
 */
public final class RunLock implements AutoCloseable {
  private static final Logger LOG = LogManager.getLogger(RunLock.class);
  private static final String PREFIX = "lock-";
  private static final String BEAT = ".beat";
  private static final long LOOK_MILLIS = 500;

  private final RunDirectory directory;
  private final LockTerms terms;
  private final long number;
  private final String text;
  private final AtomicLong lastBeatNanos = new AtomicLong(System.nanoTime());
  private final ScheduledExecutorService beats =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "run-lock");
            thread.setDaemon(true);
            return thread;
          });

  private RunLock(RunDirectory directory, LockTerms terms, long number, String text) {
    this.directory = directory;
    this.terms = terms;
    this.number = number;
    this.text = text;
  }

  /**
   * Takes a run directory, which is made if there is none; from a dead driver at once where its
   * process was on this host, else after it gave no sign of life for a minute.
   *
   * @throws RunInUseException if another driver holds it
   * @throws RunLostException if it cannot be written
   */
  public static RunLock take(RunDirectory directory) {
    return take(directory, LockTerms.USUAL);
  }

  static RunLock take(RunDirectory directory, LockTerms terms) {
    String text = LockOwner.self().text();
    try {
      directory.create();
      while (true) {
        long last = last(directory).orElse(0);
        if (last > 0) {
          new Holder(directory, last).requireDead(terms);
        }
        if (directory.createNew(PREFIX + (last + 1), text)) {
          RunLock lock = new RunLock(directory, terms, last + 1, text);
          if (last(directory).orElse(0) <= lock.number) {
            return lock.begin();
          }
          lock.close(); // the list of files, read while another took over, had missed its lock
        }
      }
    } catch (IOException e) {
      throw RunLostException.unwritable(directory, e);
    }
  }

  private static OptionalLong last(RunDirectory directory) throws IOException {
    return directory.names(PREFIX).stream()
        .filter(name -> !name.endsWith(BEAT))
        .mapToLong(RunLock::number)
        .max();
  }

  private static long number(String name) {
    return Long.parseLong(name.replace(BEAT, "").substring(PREFIX.length()));
  }

  private RunLock begin() throws IOException {
    try {
      for (String name : directory.names(PREFIX)) {
        if (number(name) < number) {
          directory.delete(name);
        }
      }
      beat();
      requireHeld();
    } catch (IOException e) {
      close();
      throw e;
    }
    long millis = terms.beat().toMillis();
    beats.scheduleWithFixedDelay(this::tryToBeat, millis, millis, TimeUnit.MILLISECONDS);
    return this;
  }

  /** The run directory that is held. */
  RunDirectory directory() {
    return directory;
  }

  /**
   * Makes sure that no other driver has taken over; asked before each write.
   *
   * @throws RunLostException if one has, or if no sign of life could be written for too long
   */
  void requireHeld() throws IOException {
    if (!isHeld()) {
      beats.shutdown();
      throw RunLostException.takenOver(directory, owner());
    }
    if (System.nanoTime() - lastBeatNanos.get() > terms.stale().toNanos()) {
      beat();
      requireHeld();
    }
  }

  private boolean isHeld() throws IOException {
    return directory.read(PREFIX + number).filter(text::equals).isPresent();
  }

  private String owner() throws IOException {
    OptionalLong last = last(directory);
    return last.isPresent()
        ? new Holder(directory, last.getAsLong()).described()
        : "which has ended meanwhile";
  }

  private void beat() throws IOException {
    directory.replace(PREFIX + number + BEAT, Long.toString(System.currentTimeMillis()));
    lastBeatNanos.set(System.nanoTime());
  }

  /** What fails here is noticed before the next write, once it has failed for too long. */
  private void tryToBeat() {
    try {
      if (isHeld()) {
        beat();
      }
    } catch (IOException e) {
      LOG.info("No sign of life could be written into {}: {}", directory, e.getMessage());
    }
  }

  /** Lets the directory go, unless another driver has it. */
  @Override
  public void close() {
    beats.shutdown();
    try {
      beats.awaitTermination(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      if (isHeld()) {
        directory.delete(PREFIX + number + BEAT);
        directory.delete(PREFIX + number);
      }
    } catch (IOException e) {
      LOG.info("The lock of {} stays behind: {}", directory, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Another driver that holds the directory, or did when it died. */
  private record Holder(RunDirectory directory, long number) {
    /** What can be seen of it. */
    private record Signs(Optional<String> lock, Optional<String> beat) {}

    private Signs signs() throws IOException {
      return new Signs(directory.read(PREFIX + number), directory.read(PREFIX + number + BEAT));
    }

    String described() throws IOException {
      return described(signs());
    }

    private static String described(Signs signs) {
      return signs
          .lock()
          .flatMap(LockOwner::parse)
          .map(LockOwner::described)
          .orElse("one that has just begun");
    }

    void requireDead(LockTerms terms) throws IOException {
      Signs first = signs();
      Optional<LockOwner> owner = first.lock().flatMap(LockOwner::parse);
      if (owner.isPresent() && owner.get().isOnThisHost()) {
        if (owner.get().lives()) {
          throw new RunInUseException(directory, owner.get().described());
        }
        return;
      }
      watch(first, terms);
    }

    /** Returns when it has gone, or has given no sign of life for too long. */
    private void watch(Signs first, LockTerms terms) throws IOException {
      long start = System.nanoTime();
      long touched = touchedMillis();
      LOG.warn(
          "The run directory {} was in use by {}; waits {} s for a sign of life",
          directory,
          described(first),
          terms.stale().toSeconds());
      while (System.nanoTime() - start < terms.stale().toNanos()
          && System.currentTimeMillis() - touched < terms.staleByClock().toMillis()) {
        sleep(Math.min(LOOK_MILLIS, terms.beat().toMillis()));
        Signs now = signs();
        if (now.lock().isEmpty()) {
          return;
        }
        if (!now.equals(first)) {
          throw new RunInUseException(directory, described(now));
        }
      }
    }

    private long touchedMillis() throws IOException {
      return Math.max(
          directory.touchedMillis(PREFIX + number),
          directory.touchedMillis(PREFIX + number + BEAT));
    }

    private static void sleep(long millis) throws IOException {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted while waiting for a sign of life");
      }
    }
  }
}
