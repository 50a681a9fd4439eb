package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DecayTest {
  @Test
  void halfACosineFallsFromTheFirstRateToNothing() {
    // cos 0 = 1, cos 60 degrees = 1/2, cos 90 = 0, cos 120 = -1/2: (1 + cos) / 2 of 8.
    double[] expected = {8, 6, 4, 2};
    int[] epochs = {0, 2, 3, 4};
    for (int i = 0; i < epochs.length; i++) {
      assertThat(Decay.COSINE.rate(8, epochs[i], 6)).isCloseTo(expected[i], within(1e-12));
    }
  }

  @Test
  void withoutDecayEveryEpochHasTheFirstRate() {
    assertThat(Decay.NONE.rate(8, 5, 6)).isEqualTo(8);
  }
}
