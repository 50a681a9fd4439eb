package org.kendall.spark;

import ai.djl.Device;
import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialCheckpoints;
import org.kendall.evaluate.TrialContext;
import org.kendall.evaluate.TrialFolders;
import org.kendall.evaluate.TrialLog;
import org.kendall.evaluate.TrialRun;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** The task: evaluates the trials of one partition, one after the other. */
final class EvaluateTrials extends AbstractFunction1<Iterator<Trial>, List<Evaluation>>
    implements Serializable {
  /** The time between a trial's limit, which it should heed itself, and its end by force. */
  static final String GRACE = "spark.kendall.grace";

  /** The time between two checkpoints of a trial. */
  static final String CHECKPOINTS = "spark.kendall.checkpoints";

  private static final Logger LOG = LogManager.getLogger(EvaluateTrials.class);

  private final Broadcast<Problem<?>> problem;
  private final TrialFolders folders;
  private final long batch;

  EvaluateTrials(Broadcast<Problem<?>> problem, TrialFolders folders, long batch) {
    this.problem = problem;
    this.folders = folders;
    this.batch = batch;
  }

  /** What one attempt of a task has: where it runs, and what it has brought to an end. */
  private record Attempt(long task, Device device, int slot, List<Evaluation> ended) {
    Place place(TrialRun.Took took) {
      SparkEnv env = SparkEnv.get();
      String name = device.isGpu() ? "gpu:" + device.getDeviceId() : "cpu";
      return new Place(
          env.blockManager().blockManagerId().host(),
          env.executorId(),
          name,
          slot,
          took.startedMillis(),
          took.seconds());
    }
  }

  @Override
  public List<Evaluation> apply(Iterator<Trial> trials) {
    int slot = TaskSlots.take();
    try {
      Attempt attempt =
          new Attempt(
              TaskContext.get().taskAttemptId(),
              TaskDevice.current(),
              slot,
              Collections.synchronizedList(new ArrayList<>()));
      for (Trial trial : toRun(trials, attempt)) {
        attempt.ended.add(evaluate(trial, attempt));
        // Killed as it ended, the trial may have been disturbed.
        TaskContext.get().killTaskIfInterrupted();
      }
      return new ArrayList<>(attempt.ended);
    } finally {
      TaskSlots.free(slot);
    }
  }

  private List<Trial> toRun(Iterator<Trial> iterator, Attempt attempt) {
    List<Trial> trials = new ArrayList<>();
    while (iterator.hasNext()) {
      trials.add(iterator.next());
    }
    int before = TaskContext.get().attemptNumber();
    if (before == 0) {
      return trials;
    }
    Place here = attempt.place(new TrialRun.Took(System.currentTimeMillis(), 0));
    List<Long> numbers = trials.stream().map(Trial::number).toList();
    Set<Long> passedOver =
        DriverLine.passedOver(new DriverLine.Again(batch, before, numbers, here));
    return trials.stream().filter(trial -> !passedOver.contains(trial.number())).toList();
  }

  private Evaluation evaluate(Trial trial, Attempt attempt) {
    Duration limit = problem.value().evaluator().timeLimit();
    TrialContext context =
        new TrialContext(
            trial,
            attempt.device,
            Deadline.in(limit),
            Path.of(folders.workspaces(), Long.toString(trial.home())),
            folders.prepared(),
            TrialCheckpoints.of(folders.checkpoints(), trial, time(CHECKPOINTS, "60s")));
    try (TrialLog log = TrialLog.of(trial);
        TrialWatch watch = watch(trial, limit, attempt, log)) {
      Evaluation evaluation = TrialRun.of(problem.value(), context, attempt::place);
      if (evaluation instanceof Failed failed) {
        LOG.info(
            "Trial {} failed ({}): {}", trial.number(), failed.kind().label(), failed.message());
        return failed.withLog(log.text());
      }
      return evaluation;
    } catch (InterruptedException e) {
      // Spark killed the task: it is to run again, here or elsewhere.
      TaskContext.get().killTaskIfInterrupted();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The task was interrupted.", e);
    }
  }

  private static Duration time(String setting, String byDefault) {
    return Duration.ofMillis(SparkEnv.get().conf().getTimeAsMs(setting, byDefault));
  }

  private TrialWatch watch(Trial trial, Duration limit, Attempt attempt, TrialLog log) {
    Duration grace = time(GRACE, "30s").plus(problem.value().evaluator().endsWithin());
    Thread runner = Thread.currentThread();
    long start = System.currentTimeMillis();
    return TrialWatch.over(
        limit.plus(grace),
        () -> {
          String stack =
              Stream.of(runner.getStackTrace())
                  .map(frame -> "at " + frame)
                  .collect(Collectors.joining("\n"));
          double seconds = (System.currentTimeMillis() - start) / 1000.0;
          Failed failed =
              new Failed(
                  trial,
                  attempt.place(new TrialRun.Took(start, seconds)),
                  FailureKind.TIMED_OUT,
                  "The trial did not heed its time limit of %s s and was ended by force."
                      .formatted(limit.toMillis() / 1000.0),
                  stack,
                  log.text());
          List<Evaluation> ended = new ArrayList<>(attempt.ended);
          ended.add(failed);
          DriverLine.tell(new DriverLine.Overdue(batch, attempt.task, ended));
        });
  }
}
