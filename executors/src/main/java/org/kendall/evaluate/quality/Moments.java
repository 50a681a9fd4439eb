package org.kendall.evaluate.quality;

import java.io.Serializable;
import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * How many feature vectors there were, their sum, and the sum of their outer products: all that a
 * Fréchet distance needs, and it adds up, over shards and executors, in any order. Immutable.
 *
 * <p>Vectors are taken from an origin near their mean, such as the mean of the reference, as the
 * products of large numbers would cancel.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Moments(long count, double[] origin, double[] sum, double[] products)
    implements Serializable {
  /**
   * Of some vectors.
   *
   * @param features (vectors, width), row by row
   * @param origin (width)
   * @throws IllegalArgumentException if a number is not finite
   */
  public static Moments of(float[] features, double[] origin) {
    int width = origin.length;
    if (features.length % width != 0) {
      throw new IllegalArgumentException(
          "The features (%d numbers) must be rows of %d.".formatted(features.length, width));
    }
    int count = features.length / width;
    double[] sum = new double[width];
    double[] products = new double[width * (width + 1) / 2]; // rows of the lower triangle
    double[] row = new double[width];
    for (int vector = 0; vector < count; vector++) {
      for (int i = 0; i < width; i++) {
        row[i] = features[vector * width + i] - origin[i];
        if (!Double.isFinite(row[i])) {
          throw new IllegalArgumentException(
              "The features of image %d (%s) must be finite."
                  .formatted(vector, features[vector * width + i]));
        }
      }
      add(row, sum, products);
    }
    return new Moments(count, origin, sum, products);
  }

  private static void add(double[] row, double[] sum, double[] products) {
    int place = 0;
    for (int i = 0; i < row.length; i++) {
      sum[i] += row[i];
      for (int j = 0; j <= i; j++) {
        products[place++] += row[i] * row[j];
      }
    }
  }

  /** Of the vectors of both; they must have the same origin. */
  public Moments plus(Moments other) {
    if (!Arrays.equals(origin, other.origin)) {
      throw new IllegalArgumentException("Moments can be added only if their origin is the same.");
    }
    return new Moments(
        count + other.count, origin, sum(sum, other.sum), sum(products, other.products));
  }

  private static double[] sum(double[] one, double[] other) {
    double[] sum = one.clone();
    for (int i = 0; i < sum.length; i++) {
      sum[i] += other[i];
    }
    return sum;
  }

  /** Numbers of a vector. */
  public int width() {
    return origin.length;
  }

  /** The mean vector, from 0. Shape (width) */
  public double[] mean() {
    double[] mean = origin.clone();
    for (int i = 0; i < mean.length; i++) {
      mean[i] += sum[i] / count;
    }
    return mean;
  }

  /** With divisor count - 1. Shape (width, width) */
  public RealMatrix covariance() {
    if (count < 2) {
      throw new IllegalArgumentException("The vectors (%d) must be two at least.".formatted(count));
    }
    RealMatrix covariance = new Array2DRowRealMatrix(width(), width());
    int place = 0;
    for (int i = 0; i < width(); i++) {
      for (int j = 0; j <= i; j++) {
        double value = (products[place++] - sum[i] * sum[j] / count) / (count - 1);
        covariance.setEntry(i, j, value);
        covariance.setEntry(j, i, value);
      }
    }
    return covariance;
  }
}
