package org.kendall.evaluate.quality;

import java.util.Arrays;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;

/**
 * The Fréchet distance of images from a reference: of the normal distributions that have the mean
 * and the covariance of their features (Heusel et al., NeurIPS 2017, equation 6).
 *
 * <p>Differs from the usual code: with R the symmetric root of the reference's covariance, {@code
 * tr (S_r S)^1/2} is the sum of the roots of the eigenvalues of the symmetric {@code R S R}, so
 * that no number gets complex, however few images there are.
 */
public final class FrechetDistance {
  private final RealVector mean;
  private final RealMatrix root;
  private final double trace;

  /**
   * @param reference of at least as many images as there are features
   */
  public FrechetDistance(Moments reference) {
    if (reference.count() < reference.width()) {
      throw new IllegalArgumentException(
          "The reference (%d images) must have as many images as there are features (%d)."
              .formatted(reference.count(), reference.width()));
    }
    mean = MatrixUtils.createRealVector(reference.mean());
    RealMatrix covariance = reference.covariance();
    trace = covariance.getTrace();
    EigenDecomposition eigen = new EigenDecomposition(covariance);
    double[] roots = roots(eigen.getRealEigenvalues());
    root =
        eigen.getV().multiply(MatrixUtils.createRealDiagonalMatrix(roots)).multiply(eigen.getVT());
  }

  private static double[] roots(double[] values) {
    return Arrays.stream(values).map(value -> Math.sqrt(Math.max(0, value))).toArray();
  }

  /** Of at least two images; 0 if they have the reference's moments. */
  public double to(Moments images) {
    RealMatrix covariance = images.covariance();
    RealMatrix product = root.multiply(covariance).multiply(root);
    RealMatrix symmetric = product.add(product.transpose()).scalarMultiply(0.5);
    double[] values = new EigenDecomposition(symmetric).getRealEigenvalues();
    double common = Arrays.stream(roots(values)).sum();
    double apart = MatrixUtils.createRealVector(images.mean()).getDistance(mean);
    return apart * apart + trace + covariance.getTrace() - 2 * common;
  }

  /**
   * By how much the distance of so few images is too large in the mean, were they normal with this
   * covariance, and the reference exact; to the second order in 1 / images.
   */
  public static double bias(Moments images) {
    double[] values = new EigenDecomposition(images.covariance()).getRealEigenvalues();
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      double one = Math.max(0, values[i]);
      sum += one + one / 2; // j = i counts twice
      for (int j = 0; j < i; j++) {
        double other = Math.max(0, values[j]);
        sum += one + other > 0 ? one * other / (one + other) : 0;
      }
    }
    return sum / images.count();
  }
}
