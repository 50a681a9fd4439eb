package org.kendall.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RegretCurveTest {
  private static final RegretCurve CURVE =
      new RegretCurve(new double[] {Double.NaN, 90, 93, 92, 93.9, 94}, 94);

  @Test
  void regretIsTheDistanceOfTheBestSoFar() {
    assertThat(CURVE.evaluations()).isEqualTo(6);
    assertThat(CURVE.after(1)).isInfinite();
    assertThat(CURVE.after(2)).isEqualTo(4);
    assertThat(CURVE.after(4)).isEqualTo(1);
    assertThat(CURVE.after(6)).isZero();
  }

  @Test
  void theFirstThatComesSoNearCounts() {
    assertThat(CURVE.evaluationsTo(4)).hasValue(2);
    // 94 - 93.9 is .0999.. or .1000..1 in binary; it is within .1 either way.
    assertThat(CURVE.evaluationsTo(0.1)).hasValue(5);
    assertThat(CURVE.evaluationsTo(0)).hasValue(6);
    assertThat(new RegretCurve(new double[] {90, 93}, 94).evaluationsTo(0)).isEmpty();
  }

  @Test
  void theMeanOfTheMiddleHalfIgnoresBothEnds() {
    InterquartileMean mean = InterquartileMean.of(new double[] {1000, 3, 2, 4, 5, -9, 1, 6});
    // Sorted -9 1 | 2 3 4 5 | 6 1000: the mean of the middle four is 3.5.
    assertThat(mean.mean()).isEqualTo(3.5);
    assertThat(mean.low()).isBetween(-3.0, 3.5);
    assertThat(mean.high()).isBetween(3.5, 510.0);
  }

  @Test
  void theIntervalOfManyNormalFiguresIsKnown() {
    java.util.random.RandomGenerator random =
        java.util.random.RandomGeneratorFactory.of("L64X128MixRandom").create(7);
    double[] figures = random.doubles(400).map(u -> u).toArray();
    InterquartileMean mean = InterquartileMean.of(figures);
    // Uniform on 0..1: the variance of the mean of the middle half is (1/n)(1/12) at least and
    // that of the median, 1/(4n), at most; so 1.96 deviations of n = 400 are .028 to .049.
    assertThat(mean.high() - mean.mean()).isCloseTo(0.039, within(0.015));
    assertThat(mean.mean() - mean.low()).isCloseTo(0.039, within(0.015));
  }
}
