package org.kendall.search;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.evaluate.TrialRun;

/** Runs trials on threads of this process, each a random little while late. */
final class ThreadDispatcher implements Dispatcher, AutoCloseable {
  private final Problem<?> problem;
  private final int slots;
  private final ExecutorService threads;

  ThreadDispatcher(Problem<?> problem, int slots) {
    this.problem = problem;
    this.slots = slots;
    this.threads = Executors.newFixedThreadPool(slots);
  }

  @Override
  public int slots() {
    return slots;
  }

  @Override
  public void send(List<Trial> trials, BatchLabel label, Landing landing) {
    for (Trial trial : trials) {
      threads.execute(() -> run(trial, landing));
    }
  }

  private void run(Trial trial, Landing landing) {
    try {
      Thread.sleep(ThreadLocalRandom.current().nextInt(4));
      TrialContext context =
          new TrialContext(
              trial, ai.djl.Device.cpu(), Deadline.in(Duration.ofMinutes(1)), Path.of("unused"));
      landing.landed(
          List.of(
              TrialRun.of(
                  problem,
                  context,
                  took -> new Place("here", "0", "cpu", 0, took.startedMillis(), took.seconds()))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void cancel() {
    threads.shutdownNow();
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
