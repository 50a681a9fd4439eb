package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SleepTest extends EvaluatorContract<Object> {
  @Override
  protected Evaluator<Object> evaluator() {
    return new Sleep(1, Sleep.Distribution.EXPONENTIAL);
  }

  @Override
  protected Object design() {
    return "anything";
  }

  @Test
  void sleepLastsTheTimeThatIsTold() throws Exception {
    Sleep sleep = new Sleep(50, Sleep.Distribution.FIXED);
    long start = System.nanoTime();
    sleep.evaluate(design(), context(1, Duration.ofMinutes(1)));
    assertThat((System.nanoTime() - start) / 1e6).isBetween(sleep.sleepMs(1), 2_000.0);
    assertThat(sleep.sleepMs(1)).isEqualTo(50);
  }

  @Test
  void exponentialTimesHaveTheirMeanAndSpread() {
    // Of 100,000 exponential times, the share beyond twice the mean has a standard error of 0.001,
    // the mean one of 0.003 of itself: each bound is at five of them (false failures: 1 in 10^6).
    Sleep sleep = new Sleep(100, Sleep.Distribution.EXPONENTIAL);
    double[] times = LongStream.range(0, 100_000).mapToDouble(sleep::sleepMs).toArray();
    assertThat(Arrays.stream(times).average().orElseThrow()).isCloseTo(100, within(1.6));
    assertThat(Arrays.stream(times).filter(time -> time > 200).count() / 1e5)
        .isCloseTo(Math.exp(-2), within(0.0055));
  }

  @Test
  void sleepEndsAtTheDeadline() {
    long start = System.nanoTime();
    assertThatThrownBy(
            () ->
                new Sleep(60_000, Sleep.Distribution.FIXED)
                    .evaluate(design(), context(1, Duration.ofMillis(50))))
        .asInstanceOf(type(TrialFailedException.class))
        .extracting(TrialFailedException::kind)
        .isEqualTo(FailureKind.TIMED_OUT);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void meanMustNotBeNegative() {
    assertThatThrownBy(() -> new Sleep(-1, Sleep.Distribution.FIXED))
        .hasMessage("The mean ms (-1.0) must not be negative.");
  }
}
