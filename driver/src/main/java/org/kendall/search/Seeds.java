package org.kendall.search;

import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * Randomness by purpose: the same (job seed, purpose, number) gives the same numbers on any
 * machine, whatever else was drawn before.
 */
public final class Seeds {
  private Seeds() {}

  /** A seed for one purpose and number. */
  public static long of(long jobSeed, String purpose, long number) {
    return mix(mix(mix(jobSeed) + purpose.hashCode()) + number);
  }

  /** A generator of its own for one purpose and number. */
  public static RandomGenerator generator(long jobSeed, String purpose, long number) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(of(jobSeed, purpose, number));
  }

  /**
   * The finalizer of SplitMix64 (Steele, Lea, Flood 2014): every input bit moves every output bit.
   */
  private static long mix(long bits) {
    long z = bits + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
