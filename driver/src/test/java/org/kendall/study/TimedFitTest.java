package org.kendall.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.TrialFailedException;
import org.kendall.nn.NativeThreads;

class TimedFitTest {
  /** As executors do; an interrupt while the engine is loaded would break it. */
  @BeforeAll
  static void loadEngine() {
    NativeThreads.settle();
  }

  @Test
  void aFitThatTakesTooLongIsInterruptedAndTimedOut() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    assertThatThrownBy(
            () ->
                TimedFit.of(
                    () -> {
                      try {
                        return new CountDownLatch(1).await(1, TimeUnit.MINUTES);
                      } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                      }
                    },
                    Deadline.in(Duration.ofMillis(50))))
        .isInstanceOfSatisfying(
            TrialFailedException.class,
            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.TIMED_OUT));
    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatAFitThrowsIsThrown() {
    assertThatThrownBy(
            () ->
                TimedFit.of(
                    () -> {
                      throw new IllegalStateException("odd");
                    },
                    Deadline.in(Duration.ofMinutes(1))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("odd");
  }
}
