package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
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
final class GaussianPosterior implements UncertainRanking {
  /** Numbers of a kernel matrix that are held at once: 2^22 take 32 MB. */
  private static final int BLOCK = 1 << 22;

  private static final int ROWS = 2_048;

  /** The kernel. */
  record Setup(
      SearchSpace<?> space, FeatureScaling scaling, KernelWeights weights, double[] medians) {}

  private final Setup setup;
  private final Described seen;
  private final List<PartIndex> indices;
  private final double[] targets;
  private final double[] inverse; // (seen, seen)
  private final double[] dual; // (seen)

  GaussianPosterior(Setup setup, Described seen, double[] targets, double[] inverse) {
    this.setup = setup;
    this.seen = seen;
    this.indices = seen.parts().stream().map(PartIndex::new).toList();
    this.targets = targets;
    this.inverse = inverse;
    int n = seen.size();
    dual = new double[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        dual[i] += inverse[i * n + j] * targets[j];
      }
    }
  }

  KernelWeights weights() {
    return setup.weights();
  }

  double[] targets() {
    return targets.clone();
  }

  /**
   * What each target would be predicted to be by a process that had not seen it, in closed form
   * (Rasmussen and Williams, equation 5.12).
   */
  double[] leftOut() {
    int n = seen.size();
    double[] means = new double[n];
    Arrays.setAll(means, i -> targets[i] - dual[i] / inverse[i * n + i]);
    return means;
  }

  /**
   * The share of each feature in the first term's squared distances: its weight over the sum of
   * all, as all features have variance one.
   */
  Map<String, Double> importances() {
    double[] weights = setup.weights().featureWeights();
    double sum = Arrays.stream(weights).sum();
    List<Feature> features = FeatureScale.of(setup.space()).features();
    Map<String, Double> shares = new LinkedHashMap<>();
    for (int feature = 0; feature < weights.length; feature++) {
      shares.put(features.get(feature).name(), weights[feature] / sum);
    }
    return shares;
  }

  @Override
  public double[] score(List<Candidate> candidates) {
    double[] scores = new double[candidates.size()];
    inBlocks(
        candidates,
        (block, from) -> {
          double[] means = block.kernel.matMul(block.column(dual)).toDoubleArray();
          System.arraycopy(means, 0, scores, from, means.length);
        });
    return scores;
  }

  @Override
  public double[] deviations(List<Candidate> candidates) {
    double[] deviations = new double[candidates.size()];
    double prior = setup.weights().first() + setup.weights().second();
    inBlocks(
        candidates,
        (block, from) -> {
          NDArray known = block.kernel.matMul(block.square(inverse)).muli(block.kernel);
          double[] sums = known.sum(new int[] {1}).toDoubleArray();
          for (int i = 0; i < sums.length; i++) {
            deviations[from + i] = Math.sqrt(Math.max(0, prior - sums[i]));
          }
        });
    return deviations;
  }

  @Override
  public double[][] covariance(List<Candidate> candidates) {
    int n = candidates.size();
    if (n == 0) {
      return new double[0][];
    }
    Described asked = Described.of(setup.space(), candidates, setup.scaling());
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      Block cross = new Block(manager, asked, seen, indices);
      Block own =
          new Block(manager, asked, asked, asked.parts().stream().map(PartIndex::new).toList());
      NDArray known = cross.kernel.matMul(cross.square(inverse)).matMul(cross.kernel.transpose());
      double[] flat = own.kernel.sub(known).toDoubleArray();
      double[][] covariance = new double[n][n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          double mean = (flat[i * n + j] + flat[j * n + i]) / 2;
          covariance[i][j] = i == j ? Math.max(0, mean) : mean;
        }
      }
      return covariance;
    }
  }

  private interface OnBlock {
    void accept(Block block, int from);
  }

  private void inBlocks(List<Candidate> candidates, OnBlock work) {
    int rows = Math.max(1, Math.min(ROWS, BLOCK / seen.size()));
    for (int from = 0; from < candidates.size(); from += rows) {
      List<Candidate> some = candidates.subList(from, Math.min(candidates.size(), from + rows));
      Described asked = Described.of(setup.space(), some, setup.scaling());
      try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
        NativeThreads.settle();
        work.accept(new Block(manager, asked, seen, indices), from);
      }
    }
  }

  /** The kernel between some candidates and others. */
  private final class Block {
    private final NDManager manager;
    private final NDArray kernel; // (asked, others)

    Block(NDManager manager, Described asked, Described others, List<PartIndex> indices) {
      this.manager = manager;
      KernelWeights weights = setup.weights();
      double[] roots = Arrays.stream(weights.featureWeights()).map(Math::sqrt).toArray();
      NDArray scale = matrix(roots, 1, roots.length);
      NDArray left = matrix(asked.dense(), asked.size(), roots.length);
      NDArray right = matrix(others.dense(), others.size(), roots.length);
      NDArray first = distances(left.mul(scale), right.mul(scale)).addi(1).powi(-1);
      double[] parts = new double[asked.size() * others.size()];
      for (int family = 0; family < indices.size(); family++) {
        double weight = weights.family(1 + family) / setup.medians()[1 + family];
        indices.get(family).add(asked.parts().get(family), weight, parts);
      }
      NDArray exponent =
          distances(left, right)
              .muli(weights.family(0) / setup.medians()[0])
              .addi(matrix(parts, asked.size(), others.size()));
      kernel = first.muli(weights.first()).addi(exponent.muli(-1).exp().muli(weights.second()));
    }

    private NDArray distances(NDArray left, NDArray right) {
      NDArray leftNorms = left.mul(left).sum(new int[] {1}, true);
      NDArray rightNorms = right.mul(right).sum(new int[] {1}, true);
      NDArray products = left.matMul(right.transpose());
      return products.muli(-2).addi(leftNorms).addi(rightNorms.transpose()).maximum(0);
    }

    NDArray column(double[] values) {
      return matrix(values, values.length, 1);
    }

    NDArray square(double[] values) {
      return matrix(values, seen.size(), seen.size());
    }

    private NDArray matrix(double[] values, int rows, int columns) {
      NDArray matrix = manager.create(new Shape(rows, columns), DataType.FLOAT64);
      matrix.toByteBuffer(true).asDoubleBuffer().put(values);
      return matrix;
    }
  }
}
