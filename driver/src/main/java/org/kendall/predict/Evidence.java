package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kendall.space.Counts;

/**
 * How well kernel weights explain targets: the exact marginal likelihood of a Gaussian process
 * (Rasmussen and Williams, "Gaussian Processes for Machine Learning", 2006, section 5.4.1) and its
 * gradient, in matrix products.
 */
final class Evidence {
  private final int size;
  private final NDArray dense; // (size, width)
  private final NDArray squares; // (size, width), of the dense numbers
  private final List<NDArray> distances = new ArrayList<>(); // (size, size) by family
  private final double[] medians; // by family
  private final NDArray targets; // (size, 1)
  private final NDArray identity;
  private final NDManager manager;

  Evidence(NDManager manager, Described seen, double[] targets) {
    this.manager = manager;
    size = seen.size();
    dense = matrix(seen.dense(), size, seen.width());
    squares = dense.mul(dense);
    identity = manager.eye(size).toType(DataType.FLOAT64, false);
    this.targets = matrix(targets, size, 1);
    medians = new double[1 + seen.parts().size()];
    NDArray plain = squaredDistances(dense);
    medians[0] = median(plain.toDoubleArray());
    distances.add(plain.div(medians[0]));
    for (List<Counts> family : seen.parts()) {
      double[] sums = new double[size * size];
      new PartIndex(family).add(family, 1, sums);
      double median = median(sums);
      medians[distances.size()] = median;
      distances.add(matrix(sums, size, size).div(median));
    }
  }

  private NDArray matrix(double[] values, int rows, int columns) {
    NDArray matrix = manager.create(new Shape(rows, columns), DataType.FLOAT64);
    matrix.toByteBuffer(true).asDoubleBuffer().put(values);
    return matrix;
  }

  /** The median squared distance of pairs by family; family 0 is the features. */
  double[] medians() {
    return medians.clone();
  }

  private double median(double[] matrix) {
    double[] pairs = new double[size * (size - 1) / 2];
    int next = 0;
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        pairs[next++] = matrix[i * size + j];
      }
    }
    Arrays.sort(pairs);
    double median = pairs.length == 0 ? 0 : pairs[pairs.length / 2];
    if (median > 1e-9) {
      return median;
    }
    return Math.max(Arrays.stream(pairs).average().orElse(0), 1e-9); // most are the same
  }

  private static NDArray squaredDistances(NDArray rows) {
    NDArray norms = rows.mul(rows).sum(new int[] {1}, true); // (size, 1)
    NDArray products = rows.matMul(rows.transpose());
    return products.muli(-2).addi(norms).addi(norms.transpose()).maximum(0);
  }

  /** The kernel's two terms, each without its amplitude. */
  private NDArray[] terms(NDManager step, KernelWeights weights) {
    double[] roots = Arrays.stream(weights.featureWeights()).map(Math::sqrt).toArray();
    NDArray scaled = dense.mul(attached(step, roots));
    NDArray first = squaredDistances(scaled).addi(1).powi(-1);
    NDArray exponent = distances.get(0).mul(-weights.family(0));
    exponent.attach(step);
    for (int family = 1; family < distances.size(); family++) {
      exponent.subi(distances.get(family).mul(weights.family(family)));
    }
    return new NDArray[] {first, exponent.exp()};
  }

  private NDArray attached(NDManager step, double[] row) {
    NDArray array = step.create(new Shape(1, row.length), DataType.FLOAT64);
    array.toByteBuffer(true).asDoubleBuffer().put(row);
    return array;
  }

  /** The kernel's matrix with noise on the diagonal. Shape (size, size). */
  NDArray kernel(NDManager step, KernelWeights weights) {
    NDArray[] terms = terms(step, weights);
    return terms[0]
        .mul(weights.first())
        .addi(terms[1].mul(weights.second()))
        .addi(identity.mul(weights.noise() + KernelWeights.JITTER));
  }

  /** The derivative of minus log posterior density by the values of the weights. */
  double[] gradient(KernelWeights weights) {
    double[] gradient = new double[weights.values().length];
    try (NDManager step = manager.newSubManager()) {
      step.tempAttachAll(dense, squares, identity, targets);
      distances.forEach(step::tempAttachAll);
      NDArray[] terms = terms(step, weights);
      NDArray first = terms[0].mul(weights.first());
      NDArray second = terms[1].mul(weights.second());
      NDArray kernel = first.add(second).addi(identity.mul(weights.noise() + KernelWeights.JITTER));
      NDArray inverse = kernel.inverse();
      NDArray dual = inverse.matMul(targets); // (size, 1)
      NDArray slope = inverse.sub(dual.matMul(dual.transpose())).muli(0.5);
      byFeatures(weights, slope.mul(first).muli(terms[0]), gradient);
      int at = weights.features();
      gradient[at + 1] = slope.mul(first).sum().getDouble();
      NDArray bySecond = slope.mul(second);
      gradient[at + 2] = bySecond.sum().getDouble();
      gradient[at + 3] = weights.noise() * slope.mul(identity).sum().getDouble();
      for (int family = 0; family < distances.size(); family++) {
        gradient[at + 4 + family] =
            -weights.family(family) * bySecond.mul(distances.get(family)).sum().getDouble();
      }
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
    double[] mixed = matrix.matMul(dense).muli(dense).sum(new int[] {0}).toDoubleArray();
    int features = weights.features();
    for (int feature = 0; feature < features; feature++) {
      double slope = -weights.feature(feature) * 2 * (own[feature] - mixed[feature]);
      gradient[feature] = weights.spread() * slope;
      gradient[features] += slope;
    }
  }
}
