package org.kendall.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.predict.Predictor;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Setting;

/**
 * A first round at random, then what a predictor that was fitted to all evaluations ranks first
 * (GATES, section 4.4). Small spaces are scored whole, larger ones are searched by evolution on the
 * predicted scores.
 *
 * <p>Differs from the paper: the predictor is fitted anew each time rather than trained on, as
 * weights that persist over-fit the first rounds.
 */
@Setting("At random first, then what a predictor of all evaluations so far ranks first.")
public record PredictorGuided(
    @Setting(value = "How many candidates are drawn at random before.", byDefault = "16")
        int initial,
    @Setting(value = "What learns to rank candidates.", byDefault = "gates") Predictor predictor,
    @Setting(
            value = "Spaces up to this size are scored whole, larger ones searched by evolution.",
            byDefault = "50000")
        int exhaustive,
    @Setting(value = "The inner evolution on predicted scores.", byDefault = "{}")
        InnerEvolution evolution)
    implements Strategy {
  public PredictorGuided {
    if (initial < 2) {
      throw new IllegalArgumentException("The initial (%d) must be 2 at least.".formatted(initial));
    }
    if (exhaustive < 0) {
      throw new IllegalArgumentException(
          "The exhaustive (%d) must not be negative.".formatted(exhaustive));
    }
  }

  @Override
  public void check(Problem<?> problem) {
    predictor.check(problem.space());
  }

  @Override
  public List<Proposal> propose(Ask ask, RandomGenerator random) {
    List<Scored> seen = seen(ask);
    if (ask.proposed() < initial || seen.size() < 2) {
      return new Random().propose(ask, random);
    }
    Ranking ranking = predictor.fit(ask.problem().space(), seen, random);
    FreshCandidates fresh = new FreshCandidates(ask);
    return ask.problem().space().isListable() && ask.problem().space().size() <= exhaustive
        ? best(InnerEvolution.scored(ranking, fresh.all()), ask.count())
        : best(evolution.search(ranking, ask, random), ask.count());
  }

  /** What the predictor learns from: failed candidates rank below all that were measured. */
  private static List<Scored> seen(Ask ask) {
    Metric objective = ask.problem().objective();
    List<Scored> measured = new ArrayList<>();
    List<Evaluation> failed = new ArrayList<>();
    for (Evaluation evaluation : ask.history().evaluations()) {
      OptionalDouble value = evaluation.metric(objective.name());
      if (value.isPresent()) {
        double gain = objective.direction().asGain(value.getAsDouble());
        measured.add(new Scored(evaluation.trial().candidate(), gain));
      } else {
        failed.add(evaluation);
      }
    }
    double worst = measured.stream().mapToDouble(Scored::gain).min().orElse(0);
    double below = worst - Math.max(1e-3, Math.abs(worst) * 1e-3);
    List<Scored> seen = new ArrayList<>(measured);
    failed.forEach(evaluation -> seen.add(new Scored(evaluation.trial().candidate(), below)));
    return seen;
  }

  private static List<Proposal> best(List<Scored> scored, int count) {
    return scored.stream()
        .sorted(Comparator.comparingDouble(Scored::gain).reversed())
        .limit(count)
        .map(candidate -> Proposal.predicted(candidate.candidate(), candidate.gain()))
        .toList();
  }
}
