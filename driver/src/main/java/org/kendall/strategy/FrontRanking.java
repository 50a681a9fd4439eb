package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Candidate;

/**
 * Ranks by what candidates would add to the front, were they as good as they are predicted to be:
 * see {@link PresentFront#worth}. What is predicted is brought to the scale of what was measured;
 * costs are known.
 */
final class FrontRanking implements Ranking {
  private final Problem<?> problem;
  private final List<Evaluation> evaluations;
  private final List<Ranking> rankings; // of the measured objectives
  private final List<GainScale> scales; // of the measured objectives
  private final PresentFront front;

  /**
   * @param rankings of the objectives that are measured
   * @param evaluations at least one
   */
  FrontRanking(Problem<?> problem, List<Ranking> rankings, List<Evaluation> evaluations) {
    this.problem = problem;
    this.evaluations = evaluations;
    this.rankings = rankings;
    this.scales = new ArrayList<>();
    for (int i = 0; i < rankings.size(); i++) {
      scales.add(scale(rankings.get(i), problem.measuredObjectives().get(i)));
    }
    List<double[]> known =
        evaluations.stream().map(problem::gains).flatMap(Optional::stream).toList();
    this.front =
        known.isEmpty()
            ? PresentFront.of(new double[problem.objectives().metrics().size()], List.of())
            : PresentFront.of(problem.objectives().referenceOf(known), known);
  }

  private GainScale scale(Ranking ranking, Metric objective) {
    List<Scored> seen = Seen.of(objective, evaluations);
    return new GainScale(
        ranking.score(seen.stream().map(Scored::candidate).toList()),
        seen.stream().mapToDouble(Scored::gain).toArray());
  }

  /** The rankings of the objectives that are measured. */
  List<Ranking> rankings() {
    return rankings;
  }

  /** The front of all that was measured. */
  PresentFront front() {
    return front;
  }

  /**
   * The gains of a candidate.
   *
   * @param scores what is predicted of it. Shape (measured objectives)
   * @return (objectives)
   */
  double[] point(Candidate candidate, double... scores) {
    Map<String, Double> costs = problem.costs(candidate);
    List<Metric> metrics = problem.objectives().metrics();
    double[] point = new double[metrics.size()];
    int measured = 0;
    for (int i = 0; i < point.length; i++) {
      Double cost = costs.get(metrics.get(i).name());
      if (cost == null) {
        point[i] = scales.get(measured).gain(scores[measured]);
        measured++;
      } else {
        point[i] = metrics.get(i).direction().asGain(cost);
      }
    }
    return point;
  }

  /** What is predicted of candidates. Shape (candidates, measured objectives). */
  double[][] scores(List<Candidate> candidates) {
    double[][] scores = new double[candidates.size()][rankings.size()];
    for (int i = 0; i < rankings.size(); i++) {
      double[] ofOne = rankings.get(i).score(candidates);
      for (int j = 0; j < ofOne.length; j++) {
        scores[j][i] = ofOne[j];
      }
    }
    return scores;
  }

  @Override
  public double[] score(List<Candidate> candidates) {
    double[][] scores = scores(candidates);
    double[] worths = new double[scores.length];
    for (int i = 0; i < worths.length; i++) {
      worths[i] = front.worth(point(candidates.get(i), scores[i]));
    }
    return worths;
  }

  @Override
  public Ranking rough() {
    return new FrontRanking(problem, rankings.stream().map(Ranking::rough).toList(), evaluations);
  }
}
