package org.kendall.spark;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.api.plugin.PluginContext;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Place;

/**
 * What a task says to the driver, and asks of it, beside its result. Executors get answers of the
 * JDK's classes only: their end of the line was there before Kendall's jar was.
 */
final class DriverLine {
  private static final Map<Long, Batch> BATCHES = new ConcurrentHashMap<>();
  private static volatile PluginContext executor;

  private DriverLine() {}

  /** A message about trials of a batch. */
  sealed interface Call extends Serializable {
    long batch();
  }

  /**
   * A trial goes on after its time limit and the time of grace.
   *
   * @param task Spark's number of the task attempt, which is to be killed
   * @param ended the trial, as failed, and those of the task that had ended before
   */
  record Overdue(long batch, long task, List<Evaluation> ended) implements Call {}

  /**
   * A task runs again.
   *
   * @param attempt how many attempts there were before
   * @param trials numbers of all its trials
   * @param place where it runs now
   */
  record Again(long batch, int attempt, List<Long> trials, Place place) implements Call {}

  /** Opens the executor's end. */
  static void open(PluginContext context) {
    executor = context;
  }

  static void tell(Overdue overdue) {
    ask(overdue);
  }

  /** The numbers of the trials that a task which runs again is to pass over. */
  static Set<Long> passedOver(Again again) {
    Set<Long> numbers = new HashSet<>();
    ((Set<?>) ask(again)).forEach(number -> numbers.add((Long) number));
    return numbers;
  }

  private static Object ask(Call call) {
    try {
      return executor.ask(call);
    } catch (Exception e) {
      throw new IllegalStateException("The driver does not answer.", e);
    }
  }

  /** From now on the batch is told, on the driver. */
  static void register(Batch batch) {
    BATCHES.put(batch.id(), batch);
  }

  static void forget(Batch batch) {
    BATCHES.remove(batch.id());
  }

  /** Answers on the driver. */
  static HashSet<Long> answer(Call call) {
    Batch batch = BATCHES.get(call.batch());
    if (call instanceof Overdue overdue) {
      if (batch != null) {
        batch.overdue(overdue);
      }
      return new HashSet<>();
    }
    Again again = (Again) call;
    // Nobody waits any more for what a batch that has ended would bring.
    return batch == null ? new HashSet<>(again.trials()) : batch.passedOver(again);
  }
}
