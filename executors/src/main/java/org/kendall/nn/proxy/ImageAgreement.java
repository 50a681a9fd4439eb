package org.kendall.nn.proxy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * Proxies that ask how alike the images of a batch are to a network.
 *
 * <p>Differs from the authors' code where a network treats images alike, as one whose cells are all
 * zero does: there a correlation of constants is 0 / 0, and a determinant 0. Here two rows without
 * any variation correlate fully and others not at all with them, and no eigenvalue is below {@link
 * #FLOOR}, so that such networks come last rather than nowhere.
 */
final class ImageAgreement {
  private static final double FLOOR = 1e-5;

  private ImageAgreement() {}

  /**
   * Minus the sum of log(v + k) + 1 / (v + k) over the eigenvalues v of the Jacobians' correlation
   * matrix, k = 1e-5.
   *
   * @param jacobians (images, inputs)
   */
  static double jacobCov(double[][] jacobians) {
    double score = 0;
    for (double value : eigenvalues(correlations(jacobians))) {
      double shifted = Math.max(value, 0) + FLOOR;
      score -= Math.log(shifted) + 1 / shifted;
    }
    return score;
  }

  /**
   * The sum over classes of | sum of log(|r| + 1e-5) |, r all correlations of two Jacobians of one
   * class.
   *
   * @param jacobians (images, inputs)
   * @param labels (images)
   */
  static double epeNas(double[][] jacobians, int[] labels) {
    double score = 0;
    for (int label : Arrays.stream(labels).distinct().toArray()) {
      double[][] own =
          IntStream.range(0, labels.length)
              .filter(i -> labels[i] == label)
              .mapToObj(i -> jacobians[i])
              .toArray(double[][]::new);
      double sum =
          Arrays.stream(correlations(own))
              .flatMapToDouble(Arrays::stream)
              .map(r -> Math.log(Math.abs(r) + FLOOR))
              .sum();
      score += Math.abs(sum);
    }
    return score;
  }

  /**
   * The logarithm of the determinant; 0 for a network without a ReLU.
   *
   * @param agreement how many units are on, or off, for both of two images. Shape (images, images)
   */
  static double naswot(double[][] agreement) {
    return Arrays.stream(eigenvalues(agreement))
        .map(value -> Math.log(Math.max(value, FLOOR)))
        .sum();
  }

  private static double[] eigenvalues(double[][] symmetric) {
    return symmetric.length == 0
        ? new double[0]
        : new EigenDecomposition(new Array2DRowRealMatrix(symmetric)).getRealEigenvalues();
  }

  /** Correlations of rows. Shape (rows, rows) */
  static double[][] correlations(double[][] rows) {
    double[][] unit = Arrays.stream(rows).map(ImageAgreement::unit).toArray(double[][]::new);
    double[][] correlations = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        correlations[i][j] = i == j ? 1 : correlation(unit[i], unit[j]);
        correlations[j][i] = correlations[i][j];
      }
    }
    return correlations;
  }

  private static double correlation(double[] one, double[] other) {
    if (one.length == 0 || other.length == 0) {
      return one.length == other.length ? 1 : 0;
    }
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  /** The row with mean 0 and norm 1; empty if it does not vary. */
  private static double[] unit(double[] row) {
    double mean = Arrays.stream(row).average().orElse(0);
    double[] centred = Arrays.stream(row).map(value -> value - mean).toArray();
    double norm = Math.sqrt(Arrays.stream(centred).map(value -> value * value).sum());
    double largest = Arrays.stream(row).map(Math::abs).max().orElse(0);
    // What is left of a constant row is rounding.
    return norm <= 1e-12 * largest * Math.sqrt(row.length)
        ? new double[0]
        : Arrays.stream(centred).map(value -> value / norm).toArray();
  }
}
