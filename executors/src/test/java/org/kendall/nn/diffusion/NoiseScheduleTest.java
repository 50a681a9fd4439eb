package org.kendall.nn.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Against constants that were worked out independently, in double precision. */
class NoiseScheduleTest {
  private static final SteppedNoise LINEAR = SteppedNoise.linear(1000);
  private static final ContinuousNoise CONTINUOUS = new ContinuousNoise();

  @Test
  void linearBetas() {
    int[] steps = {0, 99, 249, 499, 749, 999};
    double[] alphaSquared = {
      0.9999, 0.8970181457, 0.5240853738, 0.0785872429, 0.0033505504, 4.0358298e-05
    };
    double[] lambda = {4.6051202, 1.0822616, 0.0482081, -1.2308494, -2.8476372, -5.0588366};
    for (int i = 0; i < steps.length; i++) {
      double time = LINEAR.timeOf(steps[i]);
      double alpha = LINEAR.alpha(time);
      assertThat(alpha * alpha / alphaSquared[i]).isCloseTo(1, within(2e-8));
      assertThat(LINEAR.lambda(time)).isCloseTo(lambda[i], within(5e-8));
      assertThat(LINEAR.stepAt(time)).isCloseTo(steps[i], within(1e-9));
    }
  }

  @Test
  void scaledLinearAndCosineBetas() {
    SteppedNoise scaled = SteppedNoise.scaledLinear(1000);
    assertThat(alphaSquared(scaled, 0)).isCloseTo(0.99915, within(1e-12));
    assertThat(alphaSquared(scaled, 499)).isCloseTo(0.2776696505, within(1e-10));
    assertThat(alphaSquared(scaled, 999)).isCloseTo(0.0046600985, within(1e-10));
    SteppedNoise cosine = SteppedNoise.cosine(1000);
    assertThat(alphaSquared(cosine, 0)).isCloseTo(0.9999587158, within(1e-10));
    assertThat(alphaSquared(cosine, 499)).isCloseTo(0.4938435904, within(1e-10));
    assertThat(alphaSquared(cosine, 998)).isCloseTo(2.4288e-06, within(1e-10));
    assertThat(alphaSquared(cosine, 999)).isCloseTo(2.43e-09, within(1e-11));
  }

  private static double alphaSquared(SteppedNoise schedule, int step) {
    return Math.exp(2 * schedule.logAlpha(schedule.timeOf(step)));
  }

  @Test
  void continuousNoise() {
    assertThat(CONTINUOUS.lambda(1)).isCloseTo(-5.0249784, within(5e-8));
    assertThat(CONTINUOUS.lambda(0.5)).isCloseTo(-1.2275677, within(5e-8));
    assertThat(CONTINUOUS.lambda(1e-3)).isCloseTo(4.5577149, within(5e-8));
    assertThat(CONTINUOUS.lambda(1e-4)).isCloseTo(5.7515098, within(5e-8));
  }

  @Test
  void timesAndLambdasLeadToEachOther() {
    List<NoiseSchedule> all =
        List.of(LINEAR, SteppedNoise.scaledLinear(1000), SteppedNoise.cosine(50), CONTINUOUS);
    for (NoiseSchedule schedule : all) {
      for (double time = 1e-4; time <= schedule.noisiest(); time += 0.0137) {
        assertThat(schedule.time(schedule.lambda(time))).isCloseTo(time, within(1e-9));
        double alpha = schedule.alpha(time);
        double sigma = schedule.sigma(time);
        assertThat(alpha * alpha + sigma * sigma).isCloseTo(1, within(1e-14));
        assertThat(schedule.lambda(time)).isCloseTo(Math.log(alpha / sigma), within(1e-9));
      }
    }
    assertThat(LINEAR.noisiest()).isEqualTo(1);
    double noisiest = SteppedNoise.cosine(1000).noisiest();
    assertThat(SteppedNoise.cosine(1000).lambda(noisiest)).isCloseTo(-5.1, within(1e-9));
  }
}
