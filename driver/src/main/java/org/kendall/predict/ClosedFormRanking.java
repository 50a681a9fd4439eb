package org.kendall.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/**
 * The mean of Gaussian processes. Each is brought to one scale by the spread of what it predicts
 * for the candidates seen, each left out. How sure it is, the first one tells.
 */
final class ClosedFormRanking implements UncertainRanking {
  private final SearchSpace<?> space;
  private final List<GaussianPosterior> members;
  private final double[] spreads;

  ClosedFormRanking(SearchSpace<?> space, List<GaussianPosterior> members) {
    this.space = space;
    this.members = List.copyOf(members);
    spreads = members.stream().mapToDouble(member -> spread(member.leftOut())).toArray();
  }

  private static double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return variance > 1e-12 ? Math.sqrt(variance) : 1;
  }

  /** The processes, the most trusted transform first. */
  List<GaussianPosterior> members() {
    return members;
  }

  /** The share of each feature, averaged over the processes. */
  Map<String, Double> importances() {
    Map<String, Double> shares = new LinkedHashMap<>();
    for (GaussianPosterior member : members) {
      member
          .importances()
          .forEach((name, share) -> shares.merge(name, share / members.size(), Double::sum));
    }
    return shares;
  }

  @Override
  public double[] score(List<Candidate> candidates) {
    double[] scores = new double[candidates.size()];
    for (double[] one : memberScores(candidates)) {
      for (int i = 0; i < scores.length; i++) {
        scores[i] += one[i] / members.size();
      }
    }
    return scores;
  }

  /** What each process says, on the common scale. Shape (members, candidates). */
  List<double[]> memberScores(List<Candidate> candidates) {
    List<double[]> scores = new ArrayList<>();
    for (int member = 0; member < members.size(); member++) {
      scores.add(new double[candidates.size()]);
    }
    for (Blocks.Block block : Blocks.of(candidates, members.get(0).targets().length)) {
      Described standard = Described.of(space, block.candidates(), FeatureScaling.STANDARD);
      Described quantile =
          standard.with(FeatureScale.of(space).rows(block.candidates(), FeatureScaling.QUANTILE));
      for (int m = 0; m < members.size(); m++) {
        GaussianPosterior member = members.get(m);
        double[] means =
            member.means(member.scaling() == FeatureScaling.STANDARD ? standard : quantile);
        for (int i = 0; i < means.length; i++) {
          scores.get(m)[block.from() + i] = means[i] / spreads[m];
        }
      }
    }
    return scores;
  }

  @Override
  public double[] deviations(List<Candidate> candidates) {
    return Arrays.stream(members.get(0).deviations(candidates)).map(d -> d / spreads[0]).toArray();
  }

  @Override
  public double[][] covariance(List<Candidate> candidates) {
    double[][] covariance = members.get(0).covariance(candidates);
    for (double[] row : covariance) {
      for (int i = 0; i < row.length; i++) {
        row[i] /= spreads[0] * spreads[0];
      }
    }
    return covariance;
  }
}
