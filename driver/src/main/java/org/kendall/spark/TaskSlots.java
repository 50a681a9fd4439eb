package org.kendall.spark;

import java.util.BitSet;

/** Numbers the tasks that run at once in this process, from 0, so that a timeline has rows. */
final class TaskSlots {
  private static final BitSet TAKEN = new BitSet();

  private TaskSlots() {}

  /** The lowest free number. */
  static synchronized int take() {
    int slot = TAKEN.nextClearBit(0);
    TAKEN.set(slot);
    return slot;
  }

  static synchronized void free(int slot) {
    TAKEN.clear(slot);
  }
}
