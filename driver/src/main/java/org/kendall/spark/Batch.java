package org.kendall.spark;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Trial;
import org.kendall.search.BatchLabel;
import org.kendall.search.Dispatcher.Landing;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;

/**
 * One job's trials, and those of them that have landed: each once, by whatever way it came first.
 * Spark calls it as each task ends.
 */
final class Batch extends AbstractFunction2<Object, List<Evaluation>, BoxedUnit> {
  /** So many runs a trial has in company; if none comes to an end, it is to run alone. */
  static final int RUNS_IN_COMPANY = 2;

  private static final AtomicLong IDS = new AtomicLong();
  private static final Place NOWHERE = new Place("", "", "", 0, 0, 0);

  private final long id = IDS.incrementAndGet();
  private final List<Trial> trials;
  private final BatchLabel label;
  private final Landing landing;
  private final Consumer<Long> killTask;
  private final int runsBeforeAside;
  private final Set<Long> landed = ConcurrentHashMap.newKeySet();
  private final Map<Long, Place> places = new ConcurrentHashMap<>();

  private Batch(Batch origin, List<Trial> trials, String suffix) {
    this.trials = trials;
    this.label = new BatchLabel(origin.label.job(), origin.label.round() + suffix);
    this.landing = origin.landing;
    this.killTask = origin.killTask;
    // Spark says what ends its runs, once they are as many as it allows a task.
    this.runsBeforeAside = Integer.MAX_VALUE;
    this.places.putAll(origin.places);
  }

  /**
   * A batch as the search sends it.
   *
   * @param killTask ends a task attempt, by Spark's number of it
   */
  Batch(List<Trial> trials, BatchLabel label, Landing landing, Consumer<Long> killTask) {
    this.trials = trials;
    this.label = label;
    this.landing = landing;
    this.killTask = killTask;
    this.runsBeforeAside = RUNS_IN_COMPANY;
  }

  /** One of its trials, to run without the others. */
  Batch alone(Trial trial) {
    return new Batch(this, List.of(trial), ", alone: trial " + trial.number());
  }

  boolean isAlone() {
    return runsBeforeAside == Integer.MAX_VALUE;
  }

  long id() {
    return id;
  }

  List<Trial> trials() {
    return trials;
  }

  BatchLabel label() {
    return label;
  }

  /** The trials that have not landed. */
  List<Trial> left() {
    return trials.stream().filter(trial -> !landed.contains(trial.number())).toList();
  }

  @Override
  public BoxedUnit apply(Object partition, List<Evaluation> evaluations) {
    land(evaluations);
    return BoxedUnit.UNIT;
  }

  private void land(List<Evaluation> evaluations) {
    List<Evaluation> news =
        evaluations.stream().filter(e -> landed.add(e.trial().number())).toList();
    if (!news.isEmpty()) {
      landing.landed(news);
    }
  }

  /** Lands what the task has, and ends it; Spark starts it again, and it passes over those. */
  void overdue(DriverLine.Overdue overdue) {
    land(overdue.ended());
    killTask.accept(overdue.task());
  }

  /** What a task that runs again need not run: those that landed, or all if it is set aside. */
  HashSet<Long> passedOver(DriverLine.Again again) {
    HashSet<Long> numbers = new HashSet<>(again.trials());
    if (again.attempt() < runsBeforeAside) {
      numbers.retainAll(landed);
      again.trials().forEach(number -> places.put(number, again.place()));
    }
    return numbers;
  }

  /** The cluster can go on no more. */
  void broke(Throwable reason) {
    landing.broke(reason);
  }

  /** Its only trial ended the executor each time. */
  void killedExecutors(Throwable reason) {
    Trial trial = trials.get(0);
    land(
        List.of(
            new Failed(
                trial,
                places.getOrDefault(trial.number(), NOWHERE),
                FailureKind.KILLED_EXECUTOR,
                "The executor was lost each time this trial ran, in the end alone.",
                String.valueOf(reason.getMessage()))));
  }
}
