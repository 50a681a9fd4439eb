package org.kendall.evaluate;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.kendall.space.Candidate;

/**
 * Finds the first row whose candidate has a given form. A hash table with open addressing that
 * holds row numbers alone: a map would take ten times the memory.
 */
final class CandidateRows {
  private static final int FREE = -1;

  private final List<Candidate> candidates;
  private final UnaryOperator<Candidate> form;
  private final int[] slots;

  /**
   * @param candidates one for each row; may still grow to {@code most}
   * @param form what candidates are compared by
   */
  CandidateRows(List<Candidate> candidates, int most, UnaryOperator<Candidate> form) {
    this.candidates = candidates;
    this.form = form;
    this.slots = new int[Integer.highestOneBit(Math.max(1, most)) * 4];
    Arrays.fill(slots, FREE);
  }

  /** Enters a row; returns the row that has the same form already, which then stays. */
  OptionalInt enter(int row) {
    Candidate wanted = form.apply(candidates.get(row));
    int slot = slot(wanted);
    if (slots[slot] == FREE) {
      slots[slot] = row;
      return OptionalInt.empty();
    }
    return OptionalInt.of(slots[slot]);
  }

  /** The first row that was entered with the candidate's form. */
  OptionalInt find(Candidate candidate) {
    int row = slots[slot(form.apply(candidate))];
    return row == FREE ? OptionalInt.empty() : OptionalInt.of(row);
  }

  /** Where the form is, or the free place where it would be. */
  private int slot(Candidate wanted) {
    int slot = spread(wanted.hashCode()) & (slots.length - 1);
    while (slots[slot] != FREE && !form.apply(candidates.get(slots[slot])).equals(wanted)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  /** Fibonacci hashing: candidates' own hashes differ in few bits. */
  private static int spread(int hash) {
    int mixed = hash * 0x9E3779B9;
    return mixed ^ (mixed >>> 15);
  }
}
