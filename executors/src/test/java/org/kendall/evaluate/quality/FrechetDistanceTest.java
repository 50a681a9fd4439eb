package org.kendall.evaluate.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class FrechetDistanceTest {
  private static final int WIDTH = 6;

  private final SplittableRandom random = new SplittableRandom(11);

  @Test
  void zeroToItselfAndTheSameBothWays() {
    Moments one = moments(normal(300, 1, 0));
    Moments other = moments(normal(200, 2, 0.5));
    assertThat(distance(one, one)).isCloseTo(0, within(1e-8));
    assertThat(distance(one, other)).isPositive();
    assertThat(distance(one, other) / distance(other, one)).isCloseTo(1, within(1e-9));
  }

  /** Vectors along the axes, one axis at a time: covariances are diagonal. */
  @Test
  void diagonalCovariancesHaveAClosedForm() {
    double[] one = {1, 2, 3, 4, 5, 6};
    double[] other = {2, 2, 1, 7, 5, 9};
    double expected = 0;
    for (int i = 0; i < WIDTH; i++) {
      expected += (one[i] - other[i]) * (one[i] - other[i]) * 2 / (2 * WIDTH - 1);
    }
    assertThat(distance(moments(axes(one)), moments(axes(other))))
        .isCloseTo(expected, within(1e-9));
  }

  private static float[] axes(double[] lengths) {
    float[] all = new float[2 * WIDTH * WIDTH];
    for (int i = 0; i < WIDTH; i++) {
      all[2 * i * WIDTH + i] = (float) lengths[i];
      all[(2 * i + 1) * WIDTH + i] = (float) -lengths[i];
    }
    return all;
  }

  @Test
  void aShiftAddsItsSquareAndARotationNothing() {
    float[] first = normal(300, 1, 0);
    float[] second = normal(300, 1.5, 0.3);
    double before = distance(moments(first), moments(second));
    float[] same = normal(300, 1, 0);
    float[] shifted = same.clone();
    for (int i = 0; i < shifted.length; i += WIDTH) {
      shifted[i] += 2;
    }
    assertThat(distance(moments(same), moments(shifted))).isCloseTo(4, within(1e-5));
    RealMatrix rotation = new QRDecomposition(matrix(normal(WIDTH, 1, 0))).getQ();
    double after = distance(moments(rotated(first, rotation)), moments(rotated(second, rotation)));
    assertThat(after).isCloseTo(before, within(1e-5));
  }

  private static RealMatrix matrix(float[] rows) {
    RealMatrix matrix = new Array2DRowRealMatrix(rows.length / WIDTH, WIDTH);
    for (int i = 0; i < rows.length; i++) {
      matrix.setEntry(i / WIDTH, i % WIDTH, rows[i]);
    }
    return matrix;
  }

  private static float[] rotated(float[] rows, RealMatrix rotation) {
    RealMatrix product = matrix(rows).multiply(rotation);
    float[] rotated = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      rotated[i] = (float) product.getEntry(i / WIDTH, i % WIDTH);
    }
    return rotated;
  }

  @Test
  void momentsAddUpInAnyOrder() {
    float[] all = normal(90, 1, 2);
    Moments whole = moments(all);
    Moments[] parts = new Moments[3];
    for (int part = 0; part < 3; part++) {
      parts[part] = moments(Arrays.copyOfRange(all, part * 180, (part + 1) * 180));
    }
    Moments sum = parts[2].plus(parts[0]).plus(parts[1]);
    assertThat(sum.count()).isEqualTo(90);
    assertThat(sum.mean()).containsExactly(whole.mean(), within(1e-12));
    assertThat(sum.covariance().subtract(whole.covariance()).getNorm()).isLessThan(1e-12);
  }

  /** Few images of the very reference seem to be away from it, by what the formula says. */
  @Test
  void biasIsWhatFewImagesAddInTheMean() {
    Moments exact = moments(normal(200_000, 1, 0));
    FrechetDistance distance = new FrechetDistance(exact);
    double sum = 0;
    int draws = 200;
    for (int draw = 0; draw < draws; draw++) {
      sum += distance.to(moments(normal(200, 1, 0)));
    }
    double expected =
        FrechetDistance.bias(new Moments(200, exact.origin(), scaled(exact), products(exact)));
    assertThat(sum / draws / expected).isCloseTo(1, within(0.1));
  }

  private static double[] scaled(Moments moments) {
    double share = 200.0 / moments.count();
    return Arrays.stream(moments.sum()).map(v -> v * share).toArray();
  }

  private static double[] products(Moments moments) {
    double share = 200.0 / moments.count();
    return Arrays.stream(moments.products()).map(v -> v * share).toArray();
  }

  @Test
  void whatCannotBeComparedIsRefused() {
    assertThatThrownBy(() -> new FrechetDistance(moments(normal(5, 1, 0))))
        .hasMessage("The reference (5 images) must have as many images as there are features (6).");
    assertThatThrownBy(() -> moments(new float[] {1, 2, 3, Float.NaN, 5, 6}))
        .hasMessage("The features of image 0 (NaN) must be finite.");
  }

  private static double distance(Moments reference, Moments images) {
    return new FrechetDistance(reference).to(images);
  }

  private static Moments moments(float[] rows) {
    return Moments.of(rows, new double[] {0.5, 0, 0, -1, 0, 0});
  }

  /** Numbers that go with each other a little. */
  private float[] normal(int count, double deviation, double mean) {
    float[] rows = new float[count * WIDTH];
    for (int i = 0; i < rows.length; i++) {
      double before = i % WIDTH == 0 ? mean : rows[i - 1];
      rows[i] = (float) (mean + 0.3 * (before - mean) + deviation * random.nextGaussian());
    }
    return rows;
  }
}
