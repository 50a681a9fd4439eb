package org.kendall.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A search by the one loop on simulated workers: in this process, in moments, and kept nowhere. Its
 * problem's evaluator must be a quick one, such as a table.
 */
public final class SimulatedSearch {
  private SimulatedSearch() {}

  /**
   * What came of it.
   *
   * @param log all of the run; the places of its evaluations are told in simulated time, from 0
   * @param seconds what it took on the simulated clock
   */
  public record Outcome(RunLog log, double seconds) {}

  /**
   * Runs all stages to their end.
   *
   * @throws BrokenRunException if something other than a candidate failed
   */
  public static Outcome run(SearchPlan plan, SimulatedWorkers workers) throws InterruptedException {
    return run(plan, workers, progress -> false);
  }

  /**
   * Runs all stages to their end, or until it has come far enough.
   *
   * @param enough asked after each landing; the search ends as soon as it says yes
   * @throws BrokenRunException if something other than a candidate failed
   */
  public static Outcome run(SearchPlan plan, SimulatedWorkers workers, Predicate<Progress> enough)
      throws InterruptedException {
    SimulatedDispatcher dispatcher = new SimulatedDispatcher(plan.problem(), workers, plan.seed());
    AtomicReference<Search> running = new AtomicReference<>();
    Watcher watcher =
        new Watcher() {
          @Override
          public void landed(Progress progress) {
            if (enough.test(progress)) {
              running.get().stop();
            }
          }
        };
    RunHeader header = RunHeader.of(plan, "unwritten", "simulated");
    try (JournaledRun run =
            JournaledRun.unwritten(header, SimulatedDispatcher.HOST, workers.count());
        Search search = new Search(plan, dispatcher, run, watcher)) {
      running.set(search);
      search.run();
      return new Outcome(search.log(), dispatcher.seconds());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
