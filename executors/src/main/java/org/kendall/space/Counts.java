package org.kendall.space;

import java.util.Arrays;

/**
 * How often each part is there: a sparse vector of small numbers. A part is a number that means the
 * same in all candidates of a space.
 */
public final class Counts {
  private final long[] parts;
  private final int[] times;

  private Counts(long[] parts, int[] times) {
    this.parts = parts;
    this.times = times;
  }

  /** Counts the parts given, in any order. */
  public static Counts of(long... parts) {
    long[] sorted = parts.clone();
    Arrays.sort(sorted);
    long[] distinct = new long[sorted.length];
    int[] times = new int[sorted.length];
    int size = 0;
    for (long part : sorted) {
      if (size == 0 || distinct[size - 1] != part) {
        distinct[size++] = part;
      }
      times[size - 1]++;
    }
    return new Counts(Arrays.copyOf(distinct, size), Arrays.copyOf(times, size));
  }

  /** How many different parts there are. */
  public int size() {
    return parts.length;
  }

  /** The part at a place, 0 .. size - 1; in ascending order. */
  public long part(int place) {
    return parts[place];
  }

  /** How often the part at a place is there, once at least. */
  public int times(int place) {
    return times[place];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Counts that
        && Arrays.equals(parts, that.parts)
        && Arrays.equals(times, that.times);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(parts) + Arrays.hashCode(times);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < parts.length; i++) {
      text.append(i == 0 ? "" : ", ").append(parts[i]).append(": ").append(times[i]);
    }
    return text.append('}').toString();
  }
}
