package org.kendall.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Rung;
import org.kendall.evaluate.Trial;
import org.kendall.search.Event.Broke;
import org.kendall.search.Event.Landed;
import org.kendall.search.Event.Proposed;
import org.kendall.search.Event.Stop;
import org.kendall.strategy.Ask;
import org.kendall.strategy.Proposal;

/**
 * The one loop for every search: propose, send, take what lands, journal it, and again.
 *
 * <p>Proposing, and with it the predictor's fit, runs on a thread of its own, so that evaluations
 * keep landing and executors keep working while it does.
 */
final class RoundLoop implements AutoCloseable {
  /** Rounds may take hours: after so long, what has landed is told within one too. */
  private static final long QUIET_NANOS = 10_000_000_000L;

  private final SearchPlan search;
  private final Dispatcher dispatcher;
  private final Journal journal;
  private final Watcher watcher;
  private final RunState state;
  private long toldNanos = System.nanoTime();
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final ExecutorService proposer =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "proposer");
            thread.setDaemon(true);
            return thread;
          });

  RoundLoop(SearchPlan search, Outside outside, RunLog log) {
    this.search = search;
    this.dispatcher = outside.dispatcher();
    this.journal = outside.journal();
    this.watcher = outside.watcher();
    this.state = new RunState(log);
  }

  /** What the loop works with. */
  record Outside(Dispatcher dispatcher, Journal journal, Watcher watcher) {}

  /** Asks the loop to end soon; from any thread. */
  void stop() {
    events.add(new Stop());
  }

  RunLog log() {
    return state.log();
  }

  /**
   * Runs a stage to its end, going on from what the journal held.
   *
   * @return false if it was asked to stop before
   * @throws BrokenRunException if something other than a candidate failed
   * @throws RunLostException if the journal takes nothing more; what was sent is given up
   */
  boolean run(StagePlan plan) throws InterruptedException {
    try {
      return run(new StageRun(plan));
    } catch (RunLostException e) {
      dispatcher.cancel();
      throw e;
    }
  }

  private boolean run(StageRun stage) throws InterruptedException {
    stage.sendUnfinished();
    while (true) {
      stage.proposeIfWanted();
      if (stage.isDone()) {
        tell();
        return true;
      }
      if (events.isEmpty() && !stage.proposing) {
        dispatcher.idle();
      }
      if (!stage.handle(take())) {
        dispatcher.cancel();
        return false;
      }
    }
  }

  private void tell() {
    watcher.grown(state.log());
    toldNanos = System.nanoTime();
  }

  /** Waits for something to happen, and takes all that has. */
  private List<Event> take() throws InterruptedException {
    List<Event> taken = new ArrayList<>();
    taken.add(events.take());
    events.drainTo(taken);
    return taken;
  }

  @Override
  public void close() {
    proposer.shutdownNow();
  }

  /** One stage on its way: what is proposed, and whether there is more to propose. */
  private final class StageRun implements Dispatcher.Landing {
    private final StagePlan plan;
    private final StageState known;
    private boolean proposing;

    /** What had ended when there was nothing to propose; before that has grown, nothing is. */
    private int idleAt = -1;

    private boolean exhausted;

    StageRun(StagePlan plan) {
      this.plan = plan;
      this.known = state.stage(plan.stage());
    }

    void sendUnfinished() {
      List<Trial> unfinished = known.pending();
      if (!unfinished.isEmpty()) {
        dispatcher.send(unfinished, label("unfinished"), this);
      }
    }

    boolean isDone() {
      return !proposing && known.inFlight() == 0 && !wantsMore();
    }

    private boolean wantsMore() {
      return !exhausted && known.proposed() < plan.stop().trials() && !timeIsUp();
    }

    private boolean timeIsUp() {
      double minutes = plan.stop().minutes();
      return minutes > 0 && state.wallSeconds() >= 60 * minutes;
    }

    void proposeIfWanted() {
      if (proposing
          || known.ended() == idleAt
          || known.inFlight() > plan.rounds().threshold(dispatcher.slots())
          || !wantsMore()) {
        return;
      }
      proposing = true;
      Problem<?> problem = search.problem();
      int left = plan.stop().trials() - known.proposed();
      int count = Math.min(plan.rounds().size(), left);
      Ask ask = new Ask(problem, known.history(), known.pending(), count);
      RandomGenerator random =
          Seeds.generator(search.seed(), plan.stage().name(), known.nextRound());
      proposer.execute(() -> propose(ask, random));
    }

    private void propose(Ask ask, RandomGenerator random) {
      long start = System.nanoTime();
      try {
        List<Proposal> proposals = plan.strategy().propose(ask, random);
        double seconds = (System.nanoTime() - start) / 1e9;
        events.add(new Proposed(proposals, ask.history().size(), seconds));
      } catch (RuntimeException | Error e) {
        events.add(new Broke(e));
      }
    }

    /** False if the run is to stop. */
    boolean handle(List<Event> taken) {
      List<Evaluation> landed = new ArrayList<>();
      boolean goOn = true;
      for (Event event : taken) {
        if (event instanceof Landed l) {
          landed.addAll(l.evaluations());
        } else if (event instanceof Proposed p) {
          send(p);
        } else if (event instanceof Broke b) {
          throw new BrokenRunException(b.reason());
        } else {
          goOn = false;
        }
      }
      record(landed);
      return goOn;
    }

    private void record(List<Evaluation> landed) {
      List<Evaluation> news = state.add(landed);
      if (!news.isEmpty()) {
        journal.landed(news);
        watcher.landed(state.progress(plan));
        if (System.nanoTime() - toldNanos > QUIET_NANOS) {
          tell();
        }
      }
    }

    private void send(Proposed proposed) {
      proposing = false;
      if (proposed.proposals().isEmpty()) {
        // What is under way may give rise to more.
        idleAt = proposed.seen();
        exhausted = known.inFlight() == 0 && known.ended() == idleAt;
        return;
      }
      Round round = round(proposed);
      journal.proposed(round);
      state.add(round);
      List<Trial> trials = round.trials().stream().map(ProposedTrial::trial).toList();
      dispatcher.send(trials, label("round " + round.number()), this);
      tell();
    }

    private Round round(Proposed proposed) {
      List<ProposedTrial> trials = new ArrayList<>();
      for (Proposal proposal : proposed.proposals()) {
        long number = state.nextNumber() + trials.size();
        trials.add(new ProposedTrial(trial(proposal, number), proposal.predicted()));
      }
      return new Round(
          plan.stage(),
          known.nextRound(),
          trials,
          OptionalInt.of(proposed.seen()),
          proposed.seconds(),
          System.currentTimeMillis());
    }

    private Trial trial(Proposal proposal, long number) {
      Optional<Trial> after = proposal.step().flatMap(Proposal.Step::after);
      Rung rung =
          proposal.step().isEmpty()
              ? Rung.NONE
              : after.map(Rung::after).orElseGet(() -> new Rung(number, 0));
      return new Trial(
          number,
          plan.stage(),
          proposal.candidate(),
          after.map(Trial::seed).orElseGet(() -> seed(proposal, number)),
          proposal.step().map(Proposal.Step::fidelity).orElse(plan.fidelity()),
          rung);
    }

    private long seed(Proposal proposal, long number) {
      return proposal.repeat().isPresent()
          ? Seeds.of(search.seed(), "repeat", proposal.repeat().getAsInt())
          : Seeds.of(search.seed(), "trial", number);
    }

    private BatchLabel label(String round) {
      return new BatchLabel(search.job(), plan.stage().label() + " " + round);
    }

    @Override
    public void landed(List<Evaluation> evaluations) {
      events.add(new Landed(evaluations));
    }

    @Override
    public void broke(Throwable reason) {
      events.add(new Broke(reason));
    }
  }
}
