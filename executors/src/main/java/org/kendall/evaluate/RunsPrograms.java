package org.kendall.evaluate;

import java.util.List;

/**
 * An evaluator that starts a program of the user's on the executors. A job with one is refused
 * unless the cluster, or the person who starts it, allows that.
 */
public interface RunsPrograms {
  /** The program and its arguments. */
  List<String> command();
}
