package org.kendall.spark;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialFolders;
import org.kendall.search.BatchLabel;
import org.kendall.search.Dispatcher;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * Dispatches on Spark: a batch is one job, its results come back as its tasks end, and the next
 * batch is sent before the last one has drained. Spark's scheduler does the rest.
 */
public final class SparkDispatcher implements Dispatcher {
  private static final Logger LOG = LogManager.getLogger(SparkDispatcher.class);

  private final JavaSparkContext spark;
  private final Broadcast<Problem<?>> problem;
  private final TrialFolders folders;
  private final TaskSize taskSize;
  private final Queue<Batch> suspects = new ArrayDeque<>();
  private boolean trying;
  private volatile boolean cancelled;

  SparkDispatcher(JavaSparkContext spark, Problem<?> problem, TrialFolders folders) {
    this.spark = spark;
    this.problem = spark.broadcast(problem);
    this.folders = folders;
    this.taskSize = new TaskSize(problem.evaluator().expectedSeconds());
  }

  @Override
  public int slots() {
    SparkContext sc = spark.sc();
    return sc.maxNumConcurrentTasks(sc.resourceProfileManager().defaultResourceProfile());
  }

  @Override
  public void send(List<Trial> trials, BatchLabel label, Landing landing) {
    Landing learning =
        new Landing() {
          @Override
          public void landed(List<Evaluation> evaluations) {
            taskSize.learn(evaluations);
            landing.landed(evaluations);
          }

          @Override
          public void broke(Throwable reason) {
            landing.broke(reason);
          }
        };
    submit(
        new Batch(trials, label, learning, this::killTask), taskSize.tasks(trials.size(), slots()));
  }

  @Override
  public void cancel() {
    cancelled = true;
    spark.sc().cancelAllJobs();
  }

  private void killTask(long task) {
    boolean told = spark.sc().killTaskAttempt(task, true, "A trial is past its time limit.");
    LOG.info("A trial is past its time limit: its task {} {}", task, told ? "is killed" : "ended");
  }

  private void submit(Batch batch, int tasks) {
    String text = "%s, %d trials".formatted(batch.label(), batch.trials().size());
    // Interrupted, a trial of a batch that was given up makes room, or the reaper takes its
    // process.
    spark.setJobGroup(text, text, true);
    // The tasks' log lines carry these, beside the trial that each task sets itself.
    spark.setLocalProperty("mdc.job", batch.label().job());
    spark.setLocalProperty("mdc.round", batch.label().round());
    JavaRDD<Trial> rdd = spark.parallelize(batch.trials(), tasks);
    List<Object> partitions = new ArrayList<>();
    for (int i = 0; i < rdd.getNumPartitions(); i++) {
      partitions.add(i);
    }
    Seq<Object> all = CollectionConverters.asScala(partitions).toList();
    EvaluateTrials task = new EvaluateTrials(problem, folders, batch.id());
    DriverLine.register(batch);
    spark
        .sc()
        .submitJob(rdd.rdd(), task, all, batch, new NoResult())
        .onComplete(new WhenDone(batch), ExecutionContext.global());
  }

  /**
   * Trials that may be what ends executors run after their batch, one at a time, so that one
   * suspect's end is never blamed on another.
   */
  private synchronized void setAside(Batch batch) {
    List<Trial> left = batch.left();
    if (!left.isEmpty()) {
      LOG.warn(
          "Executors were lost under {}; {} trials run again alone", batch.label(), left.size());
      left.forEach(trial -> suspects.add(batch.alone(trial)));
    }
    tryNext();
  }

  private synchronized void tryNext() {
    if (!trying && !suspects.isEmpty()) {
      trying = true;
      submit(suspects.remove(), 1);
    }
  }

  private void done(Batch batch, Try<BoxedUnit> outcome) {
    DriverLine.forget(batch);
    if (cancelled) {
      return;
    }
    if (outcome.isFailure() && !batch.left().isEmpty()) {
      Throwable reason = outcome.failed().get();
      if (!lostExecutors(reason)) {
        batch.broke(reason);
        return;
      }
      if (batch.isAlone()) {
        batch.killedExecutors(reason);
      }
    }
    if (batch.isAlone()) {
      synchronized (this) {
        trying = false;
      }
    }
    setAside(batch);
  }

  private static boolean lostExecutors(Throwable reason) {
    String message = String.valueOf(reason.getMessage());
    return message.contains("ExecutorLostFailure") || message.contains("exited caused by");
  }

  private final class WhenDone extends AbstractFunction1<Try<BoxedUnit>, BoxedUnit> {
    private final Batch batch;

    WhenDone(Batch batch) {
      this.batch = batch;
    }

    @Override
    public BoxedUnit apply(Try<BoxedUnit> outcome) {
      done(batch, outcome);
      return BoxedUnit.UNIT;
    }
  }

  private static final class NoResult extends AbstractFunction0<BoxedUnit> {
    @Override
    public BoxedUnit apply() {
      return BoxedUnit.UNIT;
    }
  }
}
