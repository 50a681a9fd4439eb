package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Problem;
import org.kendall.space.Setting;

/**
 * Many candidates for a short while, the best of them for longer, and so on up to full evaluations,
 * each of which goes on where the shorter one ended: successive halving (Jamieson and Talwalkar,
 * AISTATS 2016), by default asynchronous (Li et al., "A System for Massively Parallel
 * Hyperparameter Tuning", MLSys 2020, algorithm 2).
 *
 * <p>Differs from the papers: candidates need not be drawn at random, any strategy may name them;
 * within several budgets each has its own order; and of those that are among the best of their
 * rung, the ones stay whose curve is hopeless, see {@link LearningCurves}.
 */
@Setting("Successive halving: many candidates for a short while, the best of them for longer.")
public record SuccessiveHalving(
    @Setting(
            value = "What names candidates for the lowest rung; it sees what was measured there.",
            byDefault = "random")
        Strategy entrants,
    @Setting(
            value =
                "One in so many of a rung is promoted to the next, where an evaluation is so many"
                    + " times as long.",
            byDefault = "3")
        int reduction,
    @Setting(
            value = "How many lengths of evaluations there are; the last one is full.",
            byDefault = "3")
        int rungs,
    @Setting(
            value =
                "Candidates that wait for each other on every rung, then others begin; 0: nobody"
                    + " waits, whoever is among the best of its rung up to then is promoted.",
            byDefault = "0")
        int bracket,
    @Setting(
            value =
                "Whether one is not sent on that would not be the best even if it gained as much"
                    + " from there on as the one that gained the most.",
            byDefault = "true")
        boolean stopHopeless)
    implements Strategy {
  private static final int MOST_RUNGS = 10;

  public SuccessiveHalving {
    if (entrants instanceof SuccessiveHalving) {
      throw new IllegalArgumentException("The entrants must be named by another strategy.");
    }
    if (reduction < 2) {
      throw new IllegalArgumentException(
          "The reduction (%d) must be 2 at least.".formatted(reduction));
    }
    if (rungs < 2 || rungs > MOST_RUNGS) {
      throw new IllegalArgumentException(
          "The rungs (%d) must be 2 to %d.".formatted(rungs, MOST_RUNGS));
    }
    double least = Math.pow(reduction, rungs - 1);
    if (bracket < 0 || bracket > 0 && bracket < least) {
      throw new IllegalArgumentException(
          "The bracket (%d) must be 0, or %.0f at least for one of it to reach the last of %d rungs."
              .formatted(bracket, least, rungs));
    }
  }

  /** The share of a full evaluation that those on a rung get, from 0 for the lowest. */
  double fidelity(int rung) {
    return Math.pow(reduction, rung + 1.0 - rungs);
  }

  /** The rung of a fidelity. */
  int rung(double fidelity) {
    return (int) Math.round(rungs - 1 + Math.log(fidelity) / Math.log(reduction));
  }

  boolean isAsynchronous() {
    return bracket == 0;
  }

  @Override
  public void check(Problem<?> problem) {
    if (problem.objectives().areSeveral()) {
      throw new IllegalArgumentException(
          "Successive halving promotes by one objective; here are %s.\nMaybe choose strategy: nsga2."
              .formatted(problem.objectives().names()));
    }
    try {
      problem.evaluator().checkFidelity(fidelity(0));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Successive halving begins with %.3g of an evaluation. %s"
              .formatted(fidelity(0), e.getMessage()),
          e);
    }
    entrants.check(problem);
  }

  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    Ladders ladders = Ladders.of(this, ask);
    List<Proposal> round = new ArrayList<>(ladders.promotions(ask.count()));
    int room = Math.min(ask.count() - round.size(), ladders.room());
    if (room > 0) {
      for (Proposal entrant : entrants.propose(ladders.askForEntrants(room), random)) {
        round.add(entrant.atFoot(fidelity(0)));
      }
    }
    if (round.isEmpty() && ask.pending().isEmpty()) {
      return ladders.withoutWaiting().promotions(ask.count()); // the space has no more entrants
    }
    return round;
  }
}
