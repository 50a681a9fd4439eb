package org.kendall.spark;

import java.util.List;
import java.util.OptionalDouble;
import org.kendall.evaluate.Evaluation;

/**
 * How many trials travel in one task: one where a trial takes long, many where it takes less than
 * Spark's own work for a task. Only speed depends on it, never an outcome.
 */
final class TaskSize {
  /** What a task should take at least; Spark spends about a millisecond on each. */
  private static final double TASK_SECONDS = 0.1;

  private static final double NEW_SHARE = 0.2;
  private static final int TASKS_PER_SLOT = 2;

  private double trialSeconds;

  /**
   * @param expectedSeconds what a trial is expected to take; unknown if empty
   */
  TaskSize(OptionalDouble expectedSeconds) {
    trialSeconds = expectedSeconds.orElse(Double.NaN);
  }

  /** Learns from what landed. */
  synchronized void learn(List<Evaluation> landed) {
    double mean = landed.stream().mapToDouble(e -> e.place().seconds()).average().orElse(0);
    trialSeconds =
        Double.isNaN(trialSeconds) ? mean : (1 - NEW_SHARE) * trialSeconds + NEW_SHARE * mean;
  }

  /** Into how many tasks to divide the trials of a batch. */
  synchronized int tasks(int trials, int slots) {
    if (Double.isNaN(trialSeconds)) {
      return trials;
    }
    double perTask = Math.max(1, TASK_SECONDS / Math.max(trialSeconds, 1e-6));
    int byTime = (int) Math.ceil(trials / perTask);
    return Math.max(byTime, Math.min(trials, TASKS_PER_SLOT * slots));
  }
}
