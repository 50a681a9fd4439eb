package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.nn.NativeThreads;
import org.kendall.space.Candidate;
import org.kendall.space.Feature;
import org.kendall.space.SearchSpace;

/**
 * A fitted Gaussian process. Scores are posterior means of the transformed gain, of which the
 * candidates seen had mean zero and variance one.
 */
final class GaussianPosterior implements UncertainRanking, Explained {
  private final SearchSpace<?> space;
  private final FeatureScaling scaling;
  private final double[] targets; // (seen)
  private final Distances.Indices indices;
  private final KernelWeights weights;
  private final double[] inverse; // (seen, seen)
  private final KernelMean mean;

  /** What it was fitted to. */
  record Seen(Described candidates, double[] targets) {}

  GaussianPosterior(Asked asked, Seen seen, KernelWeights weights, double[] inverse) {
    this.space = asked.space();
    this.scaling = asked.scaling();
    this.targets = seen.targets;
    this.indices = new Distances.Indices(seen.candidates);
    this.weights = weights;
    this.inverse = inverse;
    int n = targets.length;
    double[] dual = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        dual[i] += inverse[i * n + j] * targets[j];
      }
    }
    mean = new KernelMean(seen.candidates, weights, dual);
  }

  /** How candidates are looked at. */
  record Asked(SearchSpace<?> space, FeatureScaling scaling) {}

  KernelWeights weights() {
    return weights;
  }

  FeatureScaling scaling() {
    return scaling;
  }

  double[] targets() {
    return targets.clone();
  }

  KernelMean mean() {
    return mean;
  }

  /**
   * What each target would be predicted to be by a process that had not seen it, in closed form
   * (Rasmussen and Williams, equation 5.12).
   */
  double[] leftOut() {
    int n = targets.length;
    double[] means = new double[n];
    Arrays.setAll(means, i -> targets[i] - mean.dual()[i] / inverse[i * n + i]);
    return means;
  }

  /** The shares of all features in the first term's distances, by name. */
  @Override
  public Map<String, Double> importances() {
    double[] shares = weights.shares();
    List<Feature> features = FeatureScale.of(space).features();
    Map<String, Double> named = new LinkedHashMap<>();
    for (int feature = 0; feature < shares.length; feature++) {
      named.put(features.get(feature).name(), shares[feature]);
    }
    return named;
  }

  @Override
  public double[] score(List<Candidate> candidates) {
    return Blocks.numbers(
        candidates,
        targets.length,
        block -> means(Described.of(space, block, scaling), KernelMean.FAST));
  }

  @Override
  public Ranking rough() {
    return new RoughMean(new Asked(space, scaling), new Seen(mean.seen(), targets), weights);
  }

  /** The posterior means of candidates, few enough for one matrix. */
  double[] means(Described candidates, DataType type) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      List<NDArray> parts = indices.distances(manager, candidates, type);
      return mean.of(manager, candidates, parts, type);
    }
  }

  private NDArray kernel(NDManager manager, Described candidates) {
    List<NDArray> parts = indices.distances(manager, candidates, DataType.FLOAT64);
    return Distances.between(manager, candidates, mean.seen(), parts, DataType.FLOAT64)
        .kernel(manager, weights);
  }

  @Override
  public double[] deviations(List<Candidate> candidates) {
    return Blocks.numbers(
        candidates, targets.length, block -> deviations(Described.of(space, block, scaling)));
  }

  private double[] deviations(Described candidates) {
    int n = targets.length;
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      NDArray kernel = kernel(manager, candidates);
      NDArray known = kernel.matMul(Distances.matrix(manager, inverse, n, n)).muli(kernel);
      double prior = weights.first() + weights.second();
      return Arrays.stream(known.sum(new int[] {1}).toDoubleArray())
          .map(explained -> Math.sqrt(Math.max(0, prior - explained)))
          .toArray();
    }
  }

  @Override
  public double[][] covariance(List<Candidate> candidates) {
    int n = candidates.size();
    double[][] covariance = new double[n][n];
    if (n == 0) {
      return covariance;
    }
    Described asked = Described.of(space, candidates, scaling);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      NDArray own = Distances.among(manager, asked).kernel(manager, weights);
      NDArray cross = kernel(manager, asked);
      NDArray known =
          cross
              .matMul(Distances.matrix(manager, inverse, targets.length, targets.length))
              .matMul(cross.transpose());
      double[] flat = own.sub(known).toDoubleArray();
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          covariance[i][j] = (flat[i * n + j] + flat[j * n + i]) / 2;
        }
        covariance[i][i] = Math.max(0, covariance[i][i]);
      }
      return covariance;
    }
  }
}
