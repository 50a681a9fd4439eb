package org.kendall.search;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.kendall.evaluate.Stage;
import org.kendall.space.Candidate;
import org.kendall.strategy.Random;
import org.kendall.strategy.Repeats;

/**
 * A search from its first stage to its last: the search itself, a random search of as many trials
 * to compare with, and the best few of both once more from other seeds.
 */
public final class Search implements AutoCloseable {
  private final SearchPlan plan;
  private final RoundLoop loop;

  public Search(SearchPlan plan, Dispatcher dispatcher, JournaledRun run, Watcher watcher) {
    this.plan = plan;
    this.loop =
        new RoundLoop(plan, new RoundLoop.Outside(dispatcher, run.journal(), watcher), run.log());
  }

  /** Asks for an early end; from any thread. */
  public void stop() {
    loop.stop();
  }

  /** All of the run up to now. */
  public RunLog log() {
    return loop.log();
  }

  /**
   * Runs what is left of all stages.
   *
   * @throws BrokenRunException if something other than a candidate failed
   */
  public RunStatus run() throws InterruptedException {
    if (!loop.run(new StagePlan(Stage.SEARCH, plan.strategy(), plan.rounds(), plan.stop()))) {
      return RunStatus.INTERRUPTED;
    }
    int trials = loop.log().evaluations(Stage.SEARCH).size();
    boolean compare = plan.confirm().baseline() == ConfirmRule.Baseline.RANDOM && trials > 0;
    if (compare
        && !loop.run(
            new StagePlan(Stage.BASELINE, new Random(), plan.rounds(), StopRule.after(trials)))) {
      return RunStatus.INTERRUPTED;
    }
    return confirm() ? RunStatus.FINISHED : RunStatus.INTERRUPTED;
  }

  private boolean confirm() throws InterruptedException {
    Set<Candidate> chosen = new LinkedHashSet<>();
    chosen.addAll(best(loop.log(), Stage.SEARCH, plan.confirm().candidates()));
    chosen.addAll(best(loop.log(), Stage.BASELINE, plan.confirm().candidates()));
    if (chosen.isEmpty()) {
      return true;
    }
    // Candidates that were confirmed before a longer search found better ones stay in the history.
    long others =
        loop.log().rounds(Stage.CONFIRM).stream()
            .flatMap(round -> round.trials().stream())
            .filter(proposed -> !chosen.contains(proposed.trial().candidate()))
            .count();
    int trials = (int) others + chosen.size() * plan.confirm().seeds();
    Repeats repeats = new Repeats(List.copyOf(chosen), plan.confirm().seeds());
    Rounds all = new Rounds(Rounds.Kind.CLOSED, trials, 0);
    return loop.run(new StagePlan(Stage.CONFIRM, repeats, all, StopRule.after(trials)));
  }

  /** The best measured candidates of a stage, best first. */
  public static List<Candidate> best(RunLog log, Stage stage, int count) {
    return log.ranked(stage).stream()
        .map(measured -> measured.trial().candidate())
        .distinct()
        .limit(count)
        .toList();
  }

  @Override
  public void close() {
    loop.close();
  }
}
