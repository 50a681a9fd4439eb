package org.kendall.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Place;
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
import scala.runtime.AbstractFunction2;
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
    submit(new Batch(trials, label, landing), taskSize.tasks(trials.size(), slots()));
  }

  @Override
  public void cancel() {
    cancelled = true;
    spark.sc().cancelAllJobs();
  }

  private void submit(Batch batch, int tasks) {
    String text = "%s, %d trials".formatted(batch.label, batch.trials.size());
    spark.setJobGroup(text, text, false);
    // The tasks' log lines carry these, beside the trial that each task sets itself.
    spark.setLocalProperty("mdc.job", batch.label.job());
    spark.setLocalProperty("mdc.round", batch.label.round());
    JavaRDD<Trial> rdd = spark.parallelize(batch.trials, tasks);
    List<Object> partitions = new ArrayList<>();
    for (int i = 0; i < rdd.getNumPartitions(); i++) {
      partitions.add(i);
    }
    Seq<Object> all = CollectionConverters.asScala(partitions).toList();
    spark
        .sc()
        .submitJob(rdd.rdd(), new EvaluateTrials(problem, folders), all, batch, new NoResult())
        .onComplete(new WhenDone(batch), ExecutionContext.global());
  }

  /** One job's trials, and those of them that have landed. Spark calls it as each task ends. */
  private final class Batch extends AbstractFunction2<Object, List<Evaluation>, BoxedUnit> {
    private final List<Trial> trials;
    private final BatchLabel label;
    private final Landing landing;
    private final Set<Long> landed = ConcurrentHashMap.newKeySet();

    Batch(List<Trial> trials, BatchLabel label, Landing landing) {
      this.trials = trials;
      this.label = label;
      this.landing = landing;
    }

    @Override
    public BoxedUnit apply(Object partition, List<Evaluation> evaluations) {
      evaluations.forEach(evaluation -> landed.add(evaluation.trial().number()));
      taskSize.learn(evaluations);
      landing.landed(evaluations);
      return BoxedUnit.UNIT;
    }

    /**
     * The job was aborted. If executors were lost under it, one of its trials may be what ends
     * them: each is sent again alone, and one that does it alone is found out.
     */
    void aborted(Throwable reason) {
      List<Trial> left = trials.stream().filter(t -> !landed.contains(t.number())).toList();
      if (left.isEmpty()) {
        return;
      }
      if (!lostExecutors(reason)) {
        landing.broke(reason);
      } else if (trials.size() == 1) {
        landing.landed(List.of(killer(left.get(0), reason)));
      } else {
        LOG.warn("Executors were lost under {}; {} trials are sent again", label, left.size());
        for (Trial trial : left) {
          BatchLabel alone =
              new BatchLabel(label.job(), label.round() + ", alone: trial " + trial.number());
          submit(new Batch(List.of(trial), alone, landing), 1);
        }
      }
    }
  }

  private static boolean lostExecutors(Throwable reason) {
    String message = String.valueOf(reason.getMessage());
    return message.contains("ExecutorLostFailure") || message.contains("exited caused by");
  }

  private static Failed killer(Trial trial, Throwable reason) {
    return new Failed(
        trial,
        new Place("", "", "", 0, System.currentTimeMillis(), 0),
        FailureKind.KILLED_EXECUTOR,
        "The executor was lost each time this trial ran alone.",
        String.valueOf(reason.getMessage()));
  }

  private final class WhenDone extends AbstractFunction1<Try<BoxedUnit>, BoxedUnit> {
    private final Batch batch;

    WhenDone(Batch batch) {
      this.batch = batch;
    }

    @Override
    public BoxedUnit apply(Try<BoxedUnit> outcome) {
      if (outcome.isFailure() && !cancelled) {
        batch.aborted(outcome.failed().get());
      }
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
