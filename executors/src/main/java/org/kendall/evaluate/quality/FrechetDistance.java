package org.kendall.evaluate.quality;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * The Fréchet distance of images from a reference: of the normal distributions that have the mean
 * and the covariance of their features (Heusel et al., NeurIPS 2017, equation 6).
 *
 * <p>Differs from the usual code: with A a matrix of which A A' is the reference's covariance,
 * {@code tr (S_r S)^1/2} is the sum of the roots of the eigenvalues of the symmetric {@code A' S
 * A}, so that no number gets complex, however few images there are.
 */
public final class FrechetDistance {
  private final double[] mean; // (width)
  private final double[][] factor; // (width, rank)
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
    double[][] covariance = reference.covariance().getData();
    mean = reference.mean();
    factor = SymmetricMatrix.factor(covariance);
    trace = trace(covariance);
  }

  private FrechetDistance(double[] mean, double[][] factor, double trace) {
    this.mean = mean;
    this.factor = factor;
    this.trace = trace;
  }

  /** Writes all that it knows of the reference. */
  public void write(DataOutput out) throws IOException {
    out.writeInt(mean.length);
    out.writeInt(factor[0].length);
    out.writeDouble(trace);
    for (double value : mean) {
      out.writeDouble(value);
    }
    for (double[] row : factor) {
      for (double value : row) {
        out.writeDouble(value);
      }
    }
  }

  /** Reads what was written. */
  public static FrechetDistance read(DataInput in) throws IOException {
    int width = in.readInt();
    int rank = in.readInt();
    double trace = in.readDouble();
    double[] mean = doubles(in, width);
    double[][] factor = new double[width][];
    for (int i = 0; i < width; i++) {
      factor[i] = doubles(in, rank);
    }
    return new FrechetDistance(mean, factor, trace);
  }

  private static double[] doubles(DataInput in, int count) throws IOException {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = in.readDouble();
    }
    return values;
  }

  private static double trace(double[][] matrix) {
    double sum = 0;
    for (int i = 0; i < matrix.length; i++) {
      sum += matrix[i][i];
    }
    return sum;
  }

  /** The mean of the reference. Shape (width) */
  public double[] mean() {
    return mean.clone();
  }

  /** Of at least two images; 0 if they have the reference's moments. */
  public double to(Moments images) {
    double[][] covariance = images.covariance().getData();
    double[] values = SymmetricMatrix.eigenvalues(SymmetricMatrix.within(factor, covariance));
    double common = Arrays.stream(values).map(value -> Math.sqrt(Math.max(0, value))).sum();
    double[] at = images.mean();
    double apart = 0;
    for (int i = 0; i < mean.length; i++) {
      apart += (at[i] - mean[i]) * (at[i] - mean[i]);
    }
    return apart + trace + trace(covariance) - 2 * common;
  }

  /**
   * By how much the distance of so few images is too large in the mean, were they normal with this
   * covariance, and the reference exact; to the second order in 1 / images.
   */
  public static double bias(Moments images) {
    double[] values = SymmetricMatrix.eigenvalues(images.covariance().getData());
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
