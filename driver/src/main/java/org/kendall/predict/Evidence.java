package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;

/**
 * How well kernel weights explain targets: the exact marginal likelihood of a Gaussian process
 * (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, section 5.4.1), by its
 * gradient, in matrix products.
 */
final class Evidence {
  private final NDManager manager;
  private final Distances distances;
  private final NDArray squares; // (size, width), of the features
  private final NDArray targets; // (size, 1)
  private final NDArray identity; // (size, size)

  Evidence(Distances distances, double[] targets) {
    this.manager = distances.manager();
    this.distances = distances;
    squares = distances.dense().mul(distances.dense());
    identity = manager.eye(targets.length).toType(DataType.FLOAT64, false);
    this.targets = Distances.matrix(manager, targets, targets.length, 1);
  }

  /** The inverse of the kernel's matrix with noise on the diagonal. Shape (size, size), flat. */
  double[] inverse(KernelWeights weights) {
    try (NDManager step = manager.newSubManager()) {
      NDArray kernel = noisy(distances.kernel(step, weights), weights);
      kernel.attach(step);
      NDArray inverse = kernel.inverse();
      inverse.attach(step);
      return inverse.toDoubleArray();
    }
  }

  private NDArray noisy(NDArray kernel, KernelWeights weights) {
    return kernel.add(identity.mul(weights.noise() + KernelWeights.JITTER));
  }

  /** The derivative of minus log posterior density by the values of the weights. */
  double[] gradient(KernelWeights weights) {
    double[] gradient = new double[weights.values().length];
    try (NDManager step = manager.newSubManager()) {
      step.tempAttachAll(distances.dense(), squares, identity, targets);
      for (int family = 0; family < distances.families(); family++) {
        step.tempAttachAll(distances.family(family));
      }
      NDArray shape = distances.rationalQuadratic(step, weights.ofFeatures());
      NDArray first = shape.mul(weights.first());
      NDArray second = distances.product(step, weights.ofFamilies()).muli(weights.second());
      NDArray inverse = noisy(first.add(second), weights).inverse();
      NDArray dual = inverse.matMul(targets); // (size, 1)
      NDArray slope = inverse.sub(dual.matMul(dual.transpose())).muli(0.5);
      NDArray byFirst = slope.mul(first);
      NDArray bySecond = slope.mul(second);
      int at = weights.features();
      gradient[at + 1] = byFirst.sum().getDouble();
      gradient[at + 2] = bySecond.sum().getDouble();
      gradient[at + 3] = weights.noise() * slope.mul(identity).sum().getDouble();
      for (int family = 0; family < distances.families(); family++) {
        gradient[at + 4 + family] =
            -weights.family(family) * bySecond.mul(distances.family(family)).sum().getDouble();
      }
      byFeatures(weights, byFirst.muli(shape), gradient);
    }
    weights.addSurprise(gradient);
    return gradient;
  }

  /**
   * sum_ik M_ik (x_ij - x_kj)^2 = 2 sum_i r_i x_ij^2 - 2 sum_i x_ij (M X)_ij, r the row sums of M.
   *
   * @param matrix M (size, size)
   */
  private void byFeatures(KernelWeights weights, NDArray matrix, double[] gradient) {
    NDArray sums = matrix.sum(new int[] {0}, true); // (1, size)
    double[] own = sums.matMul(squares).toDoubleArray();
    double[] mixed =
        matrix.matMul(distances.dense()).muli(distances.dense()).sum(new int[] {0}).toDoubleArray();
    int features = weights.features();
    for (int feature = 0; feature < features; feature++) {
      double slope = -weights.feature(feature) * 2 * (own[feature] - mixed[feature]);
      gradient[feature] = weights.spread() * slope;
      gradient[features] += slope;
    }
  }
}
