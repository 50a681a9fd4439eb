package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kendall.nn.NativeThreads;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/**
 * The mean of a Gaussian process that knows less: the features and not the parts, and a few of the
 * candidates seen, spread evenly over them. What parts explain counts as noise.
 */
final class RoughMean implements Ranking {
  private static final int KNOWN = 200;

  private final SearchSpace<?> space;
  private final FeatureScaling scaling;
  private final double[] roots; // of the weights of features
  private final double[] known; // (known, width), features times roots
  private final double[] dual; // (known)

  RoughMean(GaussianPosterior.Asked asked, GaussianPosterior.Seen all, KernelWeights weights) {
    this.space = asked.space();
    this.scaling = asked.scaling();
    this.roots = Arrays.stream(weights.ofFeatures()).map(Math::sqrt).toArray();
    int size = all.targets().length;
    int[] places = evenly(Math.min(KNOWN, size), size);
    known = weighted(all.candidates().at(places).dense());
    double noise = (weights.second() + weights.noise() + KernelWeights.JITTER) / weights.first();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      NDArray rows = matrix(manager, known);
      NDArray noisy = manager.eye(places.length).toType(DataType.FLOAT64, false).mul(noise);
      double[] targets = Arrays.stream(places).mapToDouble(i -> all.targets()[i]).toArray();
      dual =
          kernel(rows, rows)
              .add(noisy)
              .inverse()
              .matMul(Distances.matrix(manager, targets, targets.length, 1))
              .toDoubleArray();
    }
  }

  private static int[] evenly(int count, int size) {
    return IntStream.range(0, count).map(i -> (int) ((long) i * size / count)).toArray();
  }

  private double[] weighted(double[] rows) {
    double[] weighted = new double[rows.length];
    Arrays.setAll(weighted, i -> rows[i] * roots[i % roots.length]);
    return weighted;
  }

  private NDArray matrix(NDManager manager, double[] rows) {
    return Distances.matrix(manager, rows, rows.length / roots.length, roots.length);
  }

  /** Of variance one. */
  private static NDArray kernel(NDArray rows, NDArray columns) {
    return Distances.squared(rows, columns).addi(1).powi(-1);
  }

  @Override
  public double[] score(List<Candidate> candidates) {
    return Blocks.numbers(candidates, dual.length, this::means);
  }

  private double[] means(List<Candidate> candidates) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      DataType fast = KernelMean.FAST;
      double[] rows = weighted(FeatureScale.of(space).rows(candidates, scaling));
      return kernel(
              matrix(manager, rows).toType(fast, false), matrix(manager, known).toType(fast, false))
          .matMul(Distances.matrix(manager, dual, dual.length, 1).toType(fast, false))
          .toType(DataType.FLOAT64, false)
          .toDoubleArray();
    }
  }
}
