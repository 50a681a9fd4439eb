package org.kendall.evaluate;

import java.util.Locale;

/** The part of a job that a trial belongs to. Each stage has a history of its own. */
public enum Stage {
  /** The search itself. */
  SEARCH,
  /** A random search of equal cost, to be compared with. */
  BASELINE,
  /** What is known to do well without a search, to be compared with. */
  RIVAL,
  /** The best few of all that went before, in full. */
  RERANK,
  /** The best few once more, from other seeds, and only now on the test set. */
  CONFIRM;

  /** In lower case, as in the journal and in reports. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
