package org.kendall.search;

import java.time.Duration;

/**
 * How a driver shows that it lives.
 *
 * @param beat time between two signs of life
 * @param stale time without one after which a driver on another host is taken for dead
 */
record LockTerms(Duration beat, Duration stale) {
  static final LockTerms USUAL = new LockTerms(Duration.ofSeconds(10), Duration.ofSeconds(60));

  LockTerms {
    if (beat.isNegative() || beat.isZero() || stale.compareTo(beat.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "The time (%s) until a driver is taken for dead must be twice its beat (%s) or more."
              .formatted(stale, beat));
    }
  }

  /** The same by clocks of two hosts, which may differ. */
  Duration staleByClock() {
    return stale.multipliedBy(10);
  }
}
