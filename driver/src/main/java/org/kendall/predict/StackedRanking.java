package org.kendall.predict;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.kendall.space.Candidate;

/**
 * A closed form plus weighted networks. How sure it is, and by which features it goes, the closed
 * form tells.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record StackedRanking(ClosedFormRanking closed, double scale, List<Bag> bags, double[] weights)
    implements UncertainRanking, Explained {
  /**
   * One network, fitted once for each fold.
   *
   * @param leftOut what it says of each candidate seen when fitted without it
   */
  record Bag(List<OnScale> rankings, double[] leftOut) {
    /** The mean over folds. */
    double[] score(List<Candidate> candidates) {
      double[] mean = new double[candidates.size()];
      for (OnScale ranking : rankings) {
        double[] scores = ranking.score(candidates);
        for (int i = 0; i < mean.length; i++) {
          mean[i] += scores[i] / rankings.size();
        }
      }
      return mean;
    }
  }

  /** A ranking, shifted and scaled so that the candidates seen have mean zero and deviation one. */
  record OnScale(Ranking ranking, double mean, double deviation) {
    static OnScale of(Ranking ranking, List<Candidate> seen) {
      double[] scores = ranking.score(seen);
      double mean = Arrays.stream(scores).average().orElse(0);
      return new OnScale(ranking, mean, ClosedFormRanking.spread(scores));
    }

    double[] score(List<Candidate> candidates) {
      double[] scores = ranking.score(candidates);
      Arrays.setAll(scores, i -> (scores[i] - mean) / deviation);
      return scores;
    }
  }

  @Override
  public double[] score(List<Candidate> candidates) {
    double[] scores = closed.score(candidates);
    Arrays.setAll(scores, i -> scores[i] / scale);
    for (int bag = 0; bag < weights.length; bag++) {
      if (weights[bag] > 0) {
        double[] added = bags.get(bag).score(candidates);
        double weight = weights[bag];
        Arrays.setAll(scores, i -> scores[i] + weight * added[i]);
      }
    }
    return scores;
  }

  @Override
  public Map<String, Double> importances() {
    return closed.importances();
  }

  @Override
  public double[] deviations(List<Candidate> candidates) {
    return Arrays.stream(closed.deviations(candidates)).map(value -> value / scale).toArray();
  }

  @Override
  public double[][] covariance(List<Candidate> candidates) {
    double[][] covariance = closed.covariance(candidates);
    for (double[] row : covariance) {
      Arrays.setAll(row, i -> row[i] / (scale * scale));
    }
    return covariance;
  }
}
