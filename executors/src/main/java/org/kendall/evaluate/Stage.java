package org.kendall.evaluate;

/** The part of a job that a trial belongs to. Each stage has a history of its own. */
public enum Stage {
  /** The search itself. */
  SEARCH,
  /** A random search of equal cost, to be compared with. */
  BASELINE,
  /** The best few once more, from other seeds, and only now on the test set. */
  CONFIRM
}
