package org.kendall.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.space.Candidate;
import org.kendall.space.Feature;
import org.kendall.space.SearchSpace;

/**
 * The mean of Gaussian processes. Each is brought to one scale by the spread of what it predicts
 * for the candidates seen, each left out. How sure it is, the first one tells, which knows all
 * features.
 */
final class ClosedFormRanking implements UncertainRanking {
  private final SearchSpace<?> space;
  private final List<Member> members;
  private final double[] spreads;

  /**
   * One process.
   *
   * @param features the places of those that it knows
   */
  record Member(GaussianPosterior posterior, int[] features) {}

  ClosedFormRanking(SearchSpace<?> space, List<Member> members) {
    this.space = space;
    this.members = List.copyOf(members);
    spreads = members.stream().mapToDouble(member -> spread(member.posterior.leftOut())).toArray();
  }

  private static double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return variance > 1e-12 ? Math.sqrt(variance) : 1;
  }

  /**
   * The share of each feature in the squared distances, averaged over the processes; a feature that
   * a process does not know has no share there.
   */
  Map<String, Double> importances() {
    List<Feature> names = FeatureScale.of(space).features();
    Map<String, Double> shares = new LinkedHashMap<>();
    names.forEach(feature -> shares.put(feature.name(), 0.0));
    for (Member member : members) {
      double[] own = member.posterior.shares();
      for (int i = 0; i < own.length; i++) {
        String name = names.get(member.features[i]).name();
        shares.merge(name, own[i] / members.size(), Double::sum);
      }
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
    int seen = members.get(0).posterior.targets().length;
    for (Blocks.Block block : Blocks.of(candidates, seen)) {
      Described all = Described.of(space, block.candidates(), FeatureScaling.STANDARD);
      for (int m = 0; m < members.size(); m++) {
        Member member = members.get(m);
        double[] means = member.posterior.means(all.select(member.features));
        for (int i = 0; i < means.length; i++) {
          scores.get(m)[block.from() + i] = means[i] / spreads[m];
        }
      }
    }
    return scores;
  }

  @Override
  public double[] deviations(List<Candidate> candidates) {
    return Arrays.stream(members.get(0).posterior.deviations(candidates))
        .map(deviation -> deviation / spreads[0])
        .toArray();
  }

  @Override
  public double[][] covariance(List<Candidate> candidates) {
    double[][] covariance = members.get(0).posterior.covariance(candidates);
    for (double[] row : covariance) {
      for (int i = 0; i < row.length; i++) {
        row[i] /= spreads[0] * spreads[0];
      }
    }
    return covariance;
  }
}
