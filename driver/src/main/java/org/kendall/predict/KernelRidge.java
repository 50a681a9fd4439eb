package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.nn.NativeThreads;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * Plain kernel ridge regression of the normal quantile of the gain: a mean of squared exponential
 * kernels, one for the features and one for each family of parts, each by its median distance. The
 * width and the ridge are the pair of the settings with the least squared error by closed-form
 * leave-one-out.
 */
@Setting("Kernel ridge regression on graph features: the plain closed form, without weights.")
public record KernelRidge(
    @Setting(
            value = "Widths to choose from: the exponent at the median squared distance.",
            byDefault = "[0.25, 0.5, 1.0]")
        List<Double> widths,
    @Setting(
            value = "Ridges to choose from, relative to the kernel's diagonal.",
            byDefault = "[0.003, 0.01, 0.03, 0.1, 0.3, 1.0]")
        List<Double> ridges)
    implements Predictor {
  public KernelRidge {
    widths = List.copyOf(widths);
    ridges = List.copyOf(ridges);
    requirePositive("widths", widths);
    requirePositive("ridges", ridges);
  }

  /** With the settings of the specification's reference. */
  public KernelRidge() {
    this(List.of(0.25, 0.5, 1.0), List.of(0.003, 0.01, 0.03, 0.1, 0.3, 1.0));
  }

  private static void requirePositive(String what, List<Double> values) {
    if (values.isEmpty() || values.stream().anyMatch(value -> !(value > 0))) {
      throw new IllegalArgumentException(
          "The %s (%s) must be at least one number, all positive.".formatted(what, values));
    }
  }

  @Override
  public void check(SearchSpace<?> space) {
    GaussianProcess.requireFeatures(space, "Kernel ridge regression");
  }

  @Override
  public Ranking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
    check(space);
    GaussianProcess.requireTwo(seen);
    List<Candidate> candidates = seen.stream().map(Scored::candidate).toList();
    Described all = Described.of(space, candidates, FeatureScaling.STANDARD);
    double[] targets =
        GainTransform.NORMAL_QUANTILE.of(seen.stream().mapToDouble(Scored::gain).toArray());
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      Distances distances = Distances.among(manager, all);
      double[] medians = distances.medians();
      Fitted best = null;
      for (double width : widths) {
        NDArray kernel = kernel(manager, distances, Weights.of(width, medians));
        for (double ridge : ridges) {
          Fitted fitted = solve(manager, kernel, targets, ridge);
          if (best == null || fitted.error < best.error) {
            best = fitted.by(Weights.of(width, medians));
          }
        }
      }
      Distances.Indices indices = new Distances.Indices(all);
      Fitted chosen = best;
      return asked -> score(new Asked(space, all, indices), chosen, asked);
    }
  }

  /** The factor of each family's squared distance. */
  private record Weights(double[] factors) {
    static Weights of(double width, double[] medians) {
      return new Weights(Arrays.stream(medians).map(median -> width / median).toArray());
    }
  }

  private record Fitted(double error, double[] dual, Weights weights) {
    Fitted by(Weights chosen) {
      return new Fitted(error, dual, chosen);
    }
  }

  private record Asked(SearchSpace<?> space, Described seen, Distances.Indices indices) {}

  private static NDArray kernel(NDManager manager, Distances distances, Weights weights) {
    NDArray sum = manager.zeros(distances.family(0).getShape(), DataType.FLOAT64);
    for (int family = 0; family < weights.factors.length; family++) {
      sum.addi(distances.family(family).mul(-weights.factors[family]).exp());
    }
    return sum.divi(weights.factors.length);
  }

  private static Fitted solve(NDManager manager, NDArray kernel, double[] targets, double ridge) {
    try (NDManager step = manager.newSubManager()) {
      int n = targets.length;
      NDArray diagonal = step.eye(n).toType(DataType.FLOAT64, false).muli(ridge);
      NDArray inverse = diagonal.add(kernel).inverse();
      inverse.attach(step);
      double[] dual = inverse.matMul(Distances.matrix(step, targets, n, 1)).toDoubleArray();
      double[] flat = inverse.toDoubleArray();
      double error = 0;
      for (int i = 0; i < n; i++) {
        double leftOut = dual[i] / flat[i * n + i];
        error += leftOut * leftOut;
      }
      return new Fitted(error, dual, new Weights(new double[0]));
    }
  }

  private static double[] score(Asked asked, Fitted fitted, List<Candidate> candidates) {
    return Blocks.numbers(
        candidates,
        fitted.dual.length,
        block -> {
          try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
            NativeThreads.settle();
            return means(
                asked, fitted, Described.of(asked.space, block, FeatureScaling.STANDARD), manager);
          }
        });
  }

  private static double[] means(Asked asked, Fitted fitted, Described rows, NDManager manager) {
    List<NDArray> parts = asked.indices.distances(manager, rows, DataType.FLOAT64);
    Distances distances = Distances.between(manager, rows, asked.seen, parts, DataType.FLOAT64);
    return kernel(manager, distances, fitted.weights)
        .matMul(Distances.matrix(manager, fitted.dual, fitted.dual.length, 1))
        .toDoubleArray();
  }
}
