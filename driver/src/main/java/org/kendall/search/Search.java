package org.kendall.search;

import java.util.List;
import org.kendall.evaluate.Stage;
import org.kendall.space.Candidate;
import org.kendall.strategy.Listed;
import org.kendall.strategy.Random;
import org.kendall.strategy.Repeats;

/**
 * A search from its first stage to its last: the search itself, a random search of as much work and
 * what is known to do well to compare with, and the best few of all once more from other seeds.
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
    boolean ended =
        search() && baseline() && rivals() && (plan.fidelity() == 1 || rerank()) && confirm();
    return ended ? RunStatus.FINISHED : RunStatus.INTERRUPTED;
  }

  private boolean search() throws InterruptedException {
    return loop.run(
        new StagePlan(Stage.SEARCH, plan.strategy(), plan.rounds(), plan.stop(), plan.fidelity()));
  }

  private boolean baseline() throws InterruptedException {
    double trials = loop.log().work(Stage.SEARCH) / plan.fidelity() * plan.confirm().baselineWork();
    StopRule stop = StopRule.after((int) Math.max(1, Math.round(trials)));
    return plan.confirm().baseline() == ConfirmRule.Baseline.NONE
        || trials == 0
        || loop.run(
            new StagePlan(Stage.BASELINE, new Random(), plan.rounds(), stop, plan.fidelity()));
  }

  private boolean rivals() throws InterruptedException {
    List<Candidate> all = plan.rivals().values().stream().flatMap(List::stream).distinct().toList();
    return all.isEmpty()
        || loop.run(
            new StagePlan(
                Stage.RIVAL,
                Listed.only(all),
                plan.rounds(),
                StopRule.after(all.size()),
                plan.fidelity()));
  }

  private boolean rerank() throws InterruptedException {
    List<Candidate> best = new Arms(loop.log(), plan).best();
    int trials = best.size() + others(Stage.RERANK, best);
    return best.isEmpty() || loop.run(StagePlan.atOnce(Stage.RERANK, Listed.only(best), trials));
  }

  private boolean confirm() throws InterruptedException {
    List<Candidate> chosen = new Arms(loop.log(), plan).putForward();
    int seeds = plan.confirm().seeds();
    int trials = chosen.size() * seeds + others(Stage.CONFIRM, chosen);
    return chosen.isEmpty()
        || loop.run(StagePlan.atOnce(Stage.CONFIRM, new Repeats(chosen, seeds), trials));
  }

  /** Those measured before a longer search found better ones: they stay in the history. */
  private int others(Stage stage, List<Candidate> chosen) {
    return (int)
        loop.log().rounds(stage).stream()
            .flatMap(round -> round.trials().stream())
            .filter(proposed -> !chosen.contains(proposed.trial().candidate()))
            .count();
  }

  @Override
  public void close() {
    loop.close();
  }
}
