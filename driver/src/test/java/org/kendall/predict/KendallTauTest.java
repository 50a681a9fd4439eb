package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KendallTauTest {
  @Test
  void equalsTheDefinitionWithTiesOnBothSides() {
    SplittableRandom random = new SplittableRandom(1);
    for (int trial = 0; trial < 200; trial++) {
      int n = random.nextInt(2, 40);
      int values = random.nextInt(1, 12);
      double[] first = random.doubles(n).map(x -> Math.floor(x * values)).toArray();
      double[] second = random.doubles(n).map(x -> Math.floor(x * values) / 3).toArray();
      double expected = byAllPairs(first, second);
      if (Double.isNaN(expected)) {
        assertThat(KendallTau.of(first, second)).isNaN();
      } else {
        assertThat(KendallTau.of(first, second)).isCloseTo(expected, within(1e-12));
      }
    }
  }

  @Test
  void oneSwapOfFourIsTwoThirds() {
    // 6 pairs, 5 for and 1 against
    assertThat(KendallTau.of(new double[] {1, 2, 3, 4}, new double[] {1, 3, 2, 4}))
        .isCloseTo(4.0 / 6, within(1e-15));
  }

  @Test
  void oneTieOfThreeIsTheRootOfTwoThirds() {
    // 2 pairs for, none against, over the root of 3 * 2 untied pairs
    assertThat(KendallTau.of(new double[] {1, 2, 3}, new double[] {1, 1, 2}))
        .isCloseTo(2 / Math.sqrt(6), within(1e-15));
  }

  @Test
  void tiesOnBothSidesAreNeitherForNorAgainst() {
    // Of ten pairs one is tied on both sides, one on the first only and one on the second only;
    // of the other seven six are for and one is against: 5 / root(8 * 8).
    assertThat(KendallTau.of(new double[] {1, 1, 2, 2, 3}, new double[] {1, 1, 3, 2, 2}))
        .isCloseTo(5.0 / 8, within(1e-15));
  }

  @Test
  void fewerThanTwoValuesHaveNoTau() {
    assertThat(KendallTau.of(new double[0], new double[0])).isNaN();
    assertThat(KendallTau.of(new double[] {1}, new double[] {2})).isNaN();
  }

  private static double byAllPairs(double[] first, double[] second) {
    double agreement = 0;
    double untiedFirst = 0;
    double untiedSecond = 0;
    for (int i = 0; i < first.length; i++) {
      for (int j = 0; j < i; j++) {
        agreement += Math.signum(first[i] - first[j]) * Math.signum(second[i] - second[j]);
        untiedFirst += first[i] != first[j] ? 1 : 0;
        untiedSecond += second[i] != second[j] ? 1 : 0;
      }
    }
    return agreement / Math.sqrt(untiedFirst * untiedSecond);
  }
}
