package org.kendall.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.TrialFailedException;
import org.kendall.nn.NativeThreads;
import org.kendall.predict.Decay;
import org.kendall.predict.Gates;
import org.kendall.predict.NeuralRanker;
import org.kendall.predict.PairwiseHinge;
import org.kendall.predict.Scored;
import org.kendall.space.Nasbench201;

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
  void aNeuralFitThatTakesTooLongIsTimedOutAndLeavesItsCore() throws Exception {
    Nasbench201 space = new Nasbench201(16, 5);
    List<Scored> seen =
        IntStream.range(0, 64).mapToObj(i -> new Scored(space.at(200L * i), i)).toList();
    NeuralRanker endless =
        new NeuralRanker(
            new Gates(),
            new PairwiseHinge(),
            List.of(16),
            0,
            Integer.MAX_VALUE,
            16,
            1e-3,
            0,
            Decay.NONE,
            NeuralRanker.Features.NONE);
    AtomicReference<Thread> fitting = new AtomicReference<>();
    assertThatThrownBy(
            () ->
                TimedFit.of(
                    () -> {
                      fitting.set(Thread.currentThread());
                      return endless.fit(space, seen, new SplittableRandom(1));
                    },
                    Deadline.in(Duration.ofMillis(500))))
        .isInstanceOfSatisfying(
            TrialFailedException.class,
            failed -> assertThat(failed.kind()).isEqualTo(FailureKind.TIMED_OUT));
    fitting.get().join(10_000);
    assertThat(fitting.get().isAlive()).isFalse();
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
