package org.kendall.space;

import java.io.Serializable;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * One option index per choice of a search space. Immutable and small; in order by the first choice
 * at which two differ.
 */
public final class Candidate implements Comparable<Candidate>, Serializable {
  private final byte[] options;

  private Candidate(byte[] options) {
    this.options = options;
  }

  /** A candidate with the given option per choice, in the order of the space's choices. */
  public static Candidate of(int... options) {
    byte[] bytes = new byte[options.length];
    for (int i = 0; i < options.length; i++) {
      if (options[i] < 0 || options[i] >= Choice.MAX_OPTIONS) {
        throw new IllegalArgumentException(
            "The option (%d) at place %d must be 0 to %d."
                .formatted(options[i], i, Choice.MAX_OPTIONS - 1));
      }
      bytes[i] = (byte) options[i];
    }
    return new Candidate(bytes);
  }

  /** Reads what {@link #toString} wrote: option indices with dots between, {@code 0.3.1}. */
  public static Candidate parse(String text) {
    return of(Arrays.stream(text.split("\\.")).mapToInt(Integer::parseInt).toArray());
  }

  /** The option taken at a choice. */
  public int option(int choice) {
    return options[choice];
  }

  /** How many choices were made. */
  public int size() {
    return options.length;
  }

  /** The same candidate with another option at one choice. */
  public Candidate with(int choice, int option) {
    int[] changed = toArray();
    changed[choice] = option;
    return of(changed);
  }

  /** The options, one per choice. */
  public int[] toArray() {
    int[] copy = new int[options.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = options[i];
    }
    return copy;
  }

  @Override
  public int compareTo(Candidate other) {
    return Arrays.compare(options, other.options);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Candidate that && Arrays.equals(options, that.options);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(options);
  }

  @Override
  public String toString() {
    return Arrays.stream(toArray()).mapToObj(Integer::toString).collect(Collectors.joining("."));
  }
}
