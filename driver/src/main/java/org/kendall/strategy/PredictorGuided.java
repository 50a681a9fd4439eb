package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.predict.Predictor;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Setting;

/**
 * A first round at random, then what a predictor that was fitted to all evaluations ranks first
 * (GATES, section 4.4): an inner search meets candidates, a way of picking makes a round of them.
 *
 * <p>With several objectives there is a predictor for each that is measured; costs are known.
 *
 * <p>Differs from the paper: the predictor is fitted anew each time rather than trained on, as
 * weights that persist over-fit the first rounds.
 */
@Setting("At random first, then what a predictor of all evaluations so far ranks first.")
public record PredictorGuided(
    @Setting(value = "How many candidates are drawn at random before.", byDefault = "16")
        int initial,
    @Setting(value = "What learns to rank candidates.", byDefault = "gaussian-process")
        Predictor predictor,
    @Setting(value = "How candidates with good predictions are found.", byDefault = "exhaustive")
        InnerSearch inner,
    @Setting(value = "How a round is chosen out of those met.", byDefault = "upper-confidence")
        Picking picking)
    implements Strategy {
  public PredictorGuided {
    if (initial < 2) {
      throw new IllegalArgumentException("The initial (%d) must be 2 at least.".formatted(initial));
    }
  }

  @Override
  public void check(Problem<?> problem) {
    predictor.check(problem.space());
    picking.check(predictor, problem);
  }

  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    if (ask.proposed() < initial || ask.history().size() < 2) {
      return new Random().propose(ask, random);
    }
    Ranking ranking = picking.aim(fitted(ask, random), ask);
    List<Proposal> round = new ArrayList<>();
    for (Ask part : ask.perBudget()) {
      Ask left = part.without(round.stream().map(Proposal::candidate).toList());
      round.addAll(picking.pick(ranking, inner.search(ranking, left, random), left));
    }
    return round;
  }

  /** A ranking for each objective that only evaluations tell. */
  private List<Ranking> fitted(Ask ask, RandomGenerator random) {
    Problem<?> problem = ask.problem();
    List<Ranking> fitted = new ArrayList<>();
    for (Metric objective : problem.measuredObjectives()) {
      List<Scored> seen = Seen.of(objective, ask.history().evaluations());
      fitted.add(predictor.fit(problem.space(), seen, random));
    }
    return fitted;
  }
}
