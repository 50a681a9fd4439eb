package org.kendall.search;

import ai.djl.Device;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeSet;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.evaluate.TrialRun;

/**
 * Evaluates trials here and at once, and lets them land when simulated workers would be done with
 * them: after the metric {@code training_seconds}, in the order of a queue. Its clock moves only
 * when the loop is idle, so the order of landings depends on the seed alone. A trial that fails on
 * its worker goes to the head of the queue and to another worker, as with Spark. Used by one thread
 * only.
 */
final class SimulatedDispatcher implements Dispatcher {
  /** Where simulated trials run, in place of a host's name and of Spark's master. */
  static final String HOST = "simulated";

  private static final int NO_WORKER = -1;

  private final Problem<?> problem;
  private final SimulatedWorkers workers;
  private final long seed;
  private final TreeSet<Integer> free = new TreeSet<>();
  private final Deque<Queued> queue = new ArrayDeque<>();
  private final PriorityQueue<Attempt> running =
      new PriorityQueue<>(
          Comparator.comparingDouble(Attempt::end).thenComparingLong(Attempt::number));
  private double now;
  private long idleEndNanos = System.nanoTime();

  SimulatedDispatcher(Problem<?> problem, SimulatedWorkers workers, long seed) {
    this.problem = problem;
    this.workers = workers;
    this.seed = seed;
    freeAll();
  }

  /**
   * A trial that waits for a worker.
   *
   * @param avoided the worker that it failed on
   */
  private record Queued(SimulatedTrial trial, int avoided, Landing landing) {
    boolean isRetry() {
      return avoided != NO_WORKER;
    }
  }

  /** A trial on its worker, from {@code start} to {@code end} in simulated seconds. */
  private record Attempt(Queued queued, int worker, double start, double end) {
    long number() {
      return queued.trial().outcome().trial().number();
    }

    boolean fails() {
      return queued.trial().failsFirst() && !queued.isRetry();
    }

    Evaluation evaluation() {
      Place place = new Place(HOST, HOST, "cpu", worker, Math.round(1000 * start), end - start);
      return queued.trial().at(place);
    }
  }

  @Override
  public int slots() {
    return workers.count();
  }

  /** The simulated seconds that have passed. */
  double seconds() {
    return now;
  }

  @Override
  public void send(List<Trial> trials, BatchLabel label, Landing landing) {
    if (workers.proposing() == SimulatedWorkers.Proposing.TIMED) {
      // Since the clock stood last, the loop has done nothing but propose.
      passUntil(now + (System.nanoTime() - idleEndNanos) / 1e9);
    }
    for (Trial trial : trials) {
      SimulatedTrial simulated = SimulatedTrial.of(outcome(trial), workers, seed);
      queue.addLast(new Queued(simulated, NO_WORKER, landing));
    }
    startQueued();
    idleEndNanos = System.nanoTime();
  }

  private Evaluation outcome(Trial trial) {
    Path workspace = Path.of(System.getProperty("java.io.tmpdir"), "kendall", HOST);
    TrialContext context =
        new TrialContext(
            trial,
            Device.cpu(),
            Deadline.in(problem.evaluator().timeLimit()),
            workspace.resolve(Long.toString(trial.number())));
    try {
      return TrialRun.of(
          problem,
          context,
          took -> new Place(HOST, HOST, "cpu", 0, took.startedMillis(), took.seconds()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The simulation was interrupted.", e);
    }
  }

  /** Lets time pass until a trial lands. */
  @Override
  public void idle() {
    boolean landed = false;
    while (!landed && !running.isEmpty()) {
      landed = endNext();
    }
    idleEndNanos = System.nanoTime();
  }

  private void passUntil(double moment) {
    while (!running.isEmpty() && running.peek().end() <= moment) {
      endNext();
    }
    now = moment;
  }

  /** Goes on to the end of the attempt that ends next; true if its trial landed. */
  private boolean endNext() {
    Attempt ended = running.remove();
    now = ended.end();
    free.add(ended.worker());
    Queued queued = ended.queued();
    if (ended.fails()) {
      queue.addFirst(new Queued(queued.trial(), ended.worker(), queued.landing()));
    }
    startQueued();
    if (!ended.fails()) {
      queued.landing().landed(List.of(ended.evaluation()));
    }
    return !ended.fails();
  }

  /** Each free worker, by number, takes the first trial in the queue that it may run. */
  private void startQueued() {
    for (int worker : new ArrayList<>(free)) {
      for (Iterator<Queued> waiting = queue.iterator(); waiting.hasNext(); ) {
        Queued first = waiting.next();
        if (first.avoided() != worker || workers.count() == 1) {
          waiting.remove();
          start(first, worker);
          break;
        }
      }
    }
  }

  private void start(Queued queued, int worker) {
    SimulatedTrial trial = queued.trial();
    double seconds = queued.isRetry() ? trial.retrySeconds() : trial.firstSeconds();
    running.add(new Attempt(queued, worker, now, now + seconds));
    free.remove(worker);
  }

  @Override
  public void cancel() {
    queue.clear();
    running.clear();
    freeAll();
  }

  private void freeAll() {
    for (int worker = 0; worker < workers.count(); worker++) {
      free.add(worker);
    }
  }
}
