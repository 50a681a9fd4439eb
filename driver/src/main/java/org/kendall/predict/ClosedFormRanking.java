package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.nn.NativeThreads;
import org.kendall.space.Candidate;
import org.kendall.space.Feature;
import org.kendall.space.SearchSpace;

/**
 * The mean of Gaussian processes. Each is brought to one scale by the spread of what it predicts
 * for the candidates seen, each left out. How sure it is, the first one tells, which knows all
 * features.
 */
final class ClosedFormRanking implements UncertainRanking, Explained {
  private final SearchSpace<?> space;
  private final GaussianPosterior first;
  private final Distances.Indices indices;
  private final List<Member> members;
  private final double[] spreads;

  /**
   * One process.
   *
   * @param features the places of those that it knows
   * @param leftOut what it predicts for each candidate seen, without having seen it
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Member(int[] features, KernelMean mean, double[] leftOut) {
    private double[] means(NDManager manager, Described known, List<NDArray> parts, DataType type) {
      try (NDManager own = manager.newSubManager()) {
        own.tempAttachAll(parts.toArray(NDArray[]::new));
        return mean.of(own, known, parts, type);
      }
    }
  }

  /**
   * Of members.
   *
   * @param first the process of the first member
   */
  ClosedFormRanking(SearchSpace<?> space, GaussianPosterior first, List<Member> members) {
    this.space = space;
    this.first = first;
    this.members = List.copyOf(members);
    indices = new Distances.Indices(members.get(0).mean.seen());
    spreads = members.stream().mapToDouble(member -> spread(member.leftOut)).toArray();
  }

  /** The standard deviation; 1 where values hardly differ, so that they can be divided by it. */
  static double spread(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return variance > 1e-12 ? Math.sqrt(variance) : 1;
  }

  /**
   * The share of each feature in the squared distances, averaged over the processes; a feature that
   * a process does not know has no share there.
   */
  @Override
  public Map<String, Double> importances() {
    List<Feature> names = FeatureScale.of(space).features();
    Map<String, Double> shares = new LinkedHashMap<>();
    names.forEach(feature -> shares.put(feature.name(), 0.0));
    for (Member member : members) {
      double[] own = member.mean.weights().shares();
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

  /**
   * What the mean would be for each candidate seen by processes that had not seen it. Shape (seen)
   */
  double[] leftOut() {
    double[] means = new double[members.get(0).leftOut.length];
    for (int m = 0; m < spreads.length; m++) {
      for (int i = 0; i < means.length; i++) {
        means[i] += members.get(m).leftOut[i] / spreads[m] / spreads.length;
      }
    }
    return means;
  }

  /** What each process says, on the common scale. Shape (members, candidates). */
  List<double[]> memberScores(List<Candidate> candidates) {
    List<double[]> scores = new ArrayList<>();
    for (int member = 0; member < members.size(); member++) {
      scores.add(new double[candidates.size()]);
    }
    Blocks.of(candidates, members.get(0).leftOut.length).parallelStream()
        .forEach(block -> fill(block, scores));
    return scores;
  }

  private void fill(Blocks.Block block, List<double[]> scores) {
    DataType type = KernelMean.FAST;
    Described all = Described.of(space, block.candidates(), FeatureScaling.STANDARD);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      List<NDArray> parts = indices.distances(manager, all, type);
      for (int m = 0; m < members.size(); m++) {
        Described known = all.select(members.get(m).features);
        double[] means = members.get(m).means(manager, known, parts, type);
        for (int i = 0; i < means.length; i++) {
          scores.get(m)[block.from() + i] = means[i] / spreads[m];
        }
      }
    }
  }

  @Override
  public double[] deviations(List<Candidate> candidates) {
    return Arrays.stream(first.deviations(candidates))
        .map(deviation -> deviation / spreads[0])
        .toArray();
  }

  @Override
  public double[][] covariance(List<Candidate> candidates) {
    double[][] covariance = first.covariance(candidates);
    for (double[] row : covariance) {
      for (int i = 0; i < row.length; i++) {
        row[i] /= spreads[0] * spreads[0];
      }
    }
    return covariance;
  }
}
