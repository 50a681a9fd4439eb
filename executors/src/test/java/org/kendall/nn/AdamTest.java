package org.kendall.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AdamTest {
  @Test
  void firstStepIsTheLearningRateAgainstTheSignOfTheGradient() {
    float[] parameters = {1, 1, 1};
    new Adam(0, 3).step(parameters, new float[] {5, -1e-3f, 0}, 0.1);
    assertThat(parameters).containsExactly(new float[] {0.9f, 1.1f, 1}, within(1e-5f));
  }

  @Test
  void weightsDecayApartFromTheGradient() {
    float[] parameters = {2};
    new Adam(0.5, 1).step(parameters, new float[] {0}, 0.1);
    assertThat(parameters[0]).isCloseTo(2 * (1 - 0.1f * 0.5f), within(1e-6f));
  }

  @Test
  void secondStepFollowsTheDecayedMoments() {
    float[] parameters = {0};
    Adam adam = new Adam(0, 1);
    adam.step(parameters, new float[] {1}, 0.1);
    adam.step(parameters, new float[] {3}, 0.1);
    // m = .9 * .1 * 1 + .1 * 3 = .39, over 1 - .81; v = .999 * .001 + .001 * 9 over 1 - .998001
    double mean = 0.39 / 0.19;
    double square = 0.009999 / 0.001999;
    assertThat(parameters[0])
        .isCloseTo((float) (-0.1 - 0.1 * mean / Math.sqrt(square)), within(1e-5f));
  }
}
