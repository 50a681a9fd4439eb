package org.kendall.search;

/** Is told how a run goes on, on the loop's own thread: it must return quickly. */
public interface Watcher {
  /** Some trials landed and are in the journal. */
  default void landed(Progress progress) {}

  /** A round was proposed, a stage came to its end, or results came in for some seconds. */
  default void grown(RunLog log) {}
}
