package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kendall.space.Counts;

/** How far apart some candidates (rows) and others (columns) are, by family, in native memory. */
final class Distances {
  private final NDManager manager;
  private final NDArray left; // (rows, width)
  private final NDArray right; // (columns, width)
  private final List<NDArray> families = new ArrayList<>(); // (rows, columns) each

  private Distances(NDManager manager, NDArray left, NDArray right) {
    this.manager = manager;
    this.left = left;
    this.right = right;
    families.add(squared(left, right));
  }

  /**
   * Between candidates.
   *
   * @param parts what {@link Indices#distances} says of them
   */
  static Distances between(
      NDManager manager, Described rows, Described columns, List<NDArray> parts, DataType type) {
    Distances distances =
        new Distances(
            manager,
            matrix(manager, rows.dense(), rows.size(), rows.width()).toType(type, false),
            matrix(manager, columns.dense(), columns.size(), rows.width()).toType(type, false));
    distances.families.addAll(parts);
    return distances;
  }

  /** Among candidates. */
  static Distances among(NDManager manager, Described all) {
    DataType exact = DataType.FLOAT64;
    return between(manager, all, all, new Indices(all).distances(manager, all, exact), exact);
  }

  /** The parts of some candidates, family by family. */
  static final class Indices {
    private final List<PartIndex> families;

    Indices(Described seen) {
      families = seen.parts().stream().map((List<Counts> all) -> new PartIndex(all)).toList();
    }

    /** Squared distances of candidates to those seen, by family. Shape (candidates, seen) each. */
    List<NDArray> distances(NDManager manager, Described candidates, DataType type) {
      List<NDArray> all = new ArrayList<>();
      for (int family = 0; family < families.size(); family++) {
        float[] squares = families.get(family).distances(candidates.parts().get(family));
        Shape shape = new Shape(candidates.size(), squares.length / Math.max(1, candidates.size()));
        all.add(manager.create(squares, shape).toType(type, false));
      }
      return all;
    }
  }

  /** Fills native memory from an array, row by row. */
  static NDArray matrix(NDManager manager, double[] values, int rows, int columns) {
    NDArray matrix = manager.create(new Shape(rows, columns), DataType.FLOAT64);
    matrix.toByteBuffer(true).asDoubleBuffer().put(values);
    return matrix;
  }

  /** Squared distances of rows to rows. */
  static NDArray squared(NDArray left, NDArray right) {
    NDArray leftNorms = left.mul(left).sum(new int[] {1}, true);
    NDArray rightNorms = right.mul(right).sum(new int[] {1}, true);
    NDArray products = left.matMul(right.transpose());
    return products.muli(-2).addi(leftNorms).addi(rightNorms.transpose()).maximum(0);
  }

  /** The features of the rows. Shape (rows, width). */
  NDArray dense() {
    return left;
  }

  /** Squared distances by a family; family 0 is all features together. Shape (rows, columns). */
  NDArray family(int family) {
    return families.get(family);
  }

  int families() {
    return families.size();
  }

  /** 1 / (1 + weighted squared distances). Shape (rows, columns). */
  NDArray rationalQuadratic(NDManager step, double[] weights) {
    double[] roots = Arrays.stream(weights).map(Math::sqrt).toArray();
    NDArray scale = matrix(step, roots, 1, roots.length).toType(left.getDataType(), false);
    return squared(scale.mul(left), scale.mul(right)).addi(1).powi(-1);
  }

  /** exp(-sum of weighted families). Shape (rows, columns). */
  NDArray product(NDManager step, double[] weights) {
    NDArray exponent = step.zeros(families.get(0).getShape(), left.getDataType());
    for (int family = 0; family < weights.length; family++) {
      NDArray factor = step.create(weights[family]);
      exponent.subi(factor.mul(families.get(family)));
    }
    return exponent.exp();
  }

  /** The median of each family over pairs of different candidates, where rows are columns. */
  double[] medians() {
    return families.stream().mapToDouble(Distances::median).toArray();
  }

  private static double median(NDArray square) {
    int size = (int) square.getShape().get(0);
    double[] all = square.toDoubleArray();
    double[] pairs = new double[size * (size - 1) / 2];
    int next = 0;
    for (int row = 0; row < size; row++) {
      System.arraycopy(all, row * size, pairs, next, row);
      next += row;
    }
    Arrays.sort(pairs);
    double median = pairs.length == 0 ? 0 : pairs[pairs.length / 2];
    return median > 1e-9
        ? median
        : Math.max(Arrays.stream(pairs).average().orElse(0), 1e-9); // most are the same
  }

  /** The kernel without noise. Shape (rows, columns). */
  NDArray kernel(NDManager step, KernelWeights weights) {
    return rationalQuadratic(step, weights.ofFeatures())
        .muli(weights.first())
        .addi(product(step, weights.ofFamilies()).muli(weights.second()));
  }

  NDManager manager() {
    return manager;
  }
}
