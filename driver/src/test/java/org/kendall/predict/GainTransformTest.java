package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GainTransformTest {
  private static final double[] GAINS = {90, 94, 91, 10, 93};

  @Test
  void keepsTheOrderAndBringsToMeanZeroAndVarianceOne() {
    for (GainTransform transform : GainTransform.values()) {
      double[] targets = transform.of(GAINS);
      assertThat(KendallTau.of(targets, GAINS)).isEqualTo(1);
      assertThat(Arrays.stream(targets).sum()).isCloseTo(0, within(1e-9));
      assertThat(Arrays.stream(targets).map(t -> t * t).sum()).isCloseTo(5, within(1e-9));
    }
  }

  @Test
  void dependsNeitherOnTheUnitNorOnWhereZeroIs() {
    double[] other = Arrays.stream(GAINS).map(gain -> 0.01 * gain - 7).toArray();
    for (GainTransform transform : GainTransform.values()) {
      assertThat(transform.of(other)).containsExactly(transform.of(GAINS), within(1e-9));
    }
  }

  @Test
  void logGapReachesAsFarAboveTheBestAsTheMedianIsBelow() {
    // The best is 94, the median 91: the gap is to 97.
    double[] expected =
        GainTransform.standardised(
            Arrays.stream(GAINS).map(gain -> -Math.log(97 - gain)).toArray());
    assertThat(GainTransform.LOG_GAP.of(GAINS)).containsExactly(expected, within(1e-9));
  }

  @Test
  void equalGainsGiveZeros() {
    for (GainTransform transform : GainTransform.values()) {
      assertThat(transform.of(new double[] {3, 3, 3})).containsOnly(0);
    }
  }
}
