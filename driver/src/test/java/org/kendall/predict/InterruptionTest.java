package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.nn.NativeThreads;
import org.kendall.space.Nasbench201;

class InterruptionTest {
  private static final Nasbench201 SPACE = new Nasbench201(16, 5);

  /** An interrupt while the engine is loaded would break it. */
  @BeforeAll
  static void loadEngine() {
    NativeThreads.settle();
  }

  static List<Predictor> predictors() {
    return List.of(new NeuralRanker(), new GaussianProcess(), new ClosedForm());
  }

  @AfterEach
  void forgetTheInterrupt() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @MethodSource("predictors")
  void aFitOnAnInterruptedThreadEndsAtItsNextStep(Predictor predictor) {
    List<Scored> seen =
        IntStream.range(0, 20).mapToObj(i -> new Scored(SPACE.at(700L * i), i)).toList();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> predictor.fit(SPACE, seen, new SplittableRandom(1)))
        .isInstanceOf(CancellationException.class)
        .hasMessage("The fit was interrupted.");
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
  }
}
