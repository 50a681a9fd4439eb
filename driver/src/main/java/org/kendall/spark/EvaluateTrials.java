package org.kendall.spark;

import ai.djl.Device;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.evaluate.TrialFolders;
import org.kendall.evaluate.TrialRun;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/** The task: evaluates the trials of one partition, one after the other. */
final class EvaluateTrials extends AbstractFunction1<Iterator<Trial>, List<Evaluation>>
    implements Serializable {
  private static final Logger LOG = LogManager.getLogger(EvaluateTrials.class);

  private final Broadcast<Problem<?>> problem;
  private final TrialFolders folders;

  EvaluateTrials(Broadcast<Problem<?>> problem, TrialFolders folders) {
    this.problem = problem;
    this.folders = folders;
  }

  @Override
  public List<Evaluation> apply(Iterator<Trial> trials) {
    int slot = TaskSlots.take();
    try {
      List<Evaluation> evaluations = new ArrayList<>();
      while (trials.hasNext()) {
        evaluations.add(evaluate(trials.next(), slot));
      }
      return evaluations;
    } finally {
      TaskSlots.free(slot);
    }
  }

  private Evaluation evaluate(Trial trial, int slot) {
    Device device = TaskDevice.current();
    TrialContext context =
        new TrialContext(
            trial,
            device,
            Deadline.in(problem.value().evaluator().timeLimit()),
            Path.of(folders.workspaces(), Long.toString(trial.number())),
            folders.prepared());
    ThreadContext.put("trial", Long.toString(trial.number()));
    try {
      Evaluation evaluation =
          TrialRun.of(problem.value(), context, took -> place(device, slot, took));
      if (evaluation instanceof Evaluation.Failed failed) {
        LOG.info(
            "Trial {} failed ({}): {}", trial.number(), failed.kind().label(), failed.message());
      }
      return evaluation;
    } catch (InterruptedException e) {
      // Spark killed the task: it is to run again, here or elsewhere.
      TaskContext.get().killTaskIfInterrupted();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The task was interrupted.", e);
    } finally {
      ThreadContext.remove("trial");
    }
  }

  private static Place place(Device device, int slot, TrialRun.Took took) {
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
