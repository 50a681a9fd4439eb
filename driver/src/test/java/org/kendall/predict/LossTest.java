package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.nn.Tape;

/** Three architectures: the scores .5, .2, .45 and, best first, the order 0, 1, 2. */
class LossTest {
  private static final double[] SCORES = {0.5, 0.2, 0.45};
  private static final double[] TARGETS = {3, 2, 1};

  static Stream<Loss> onScores() {
    return Stream.of(new PairwiseHinge(), new PairwiseBce(), new Regression(), new ListMle());
  }

  @Test
  void hingeIsTheMeanShortfallBehindTheMargin() {
    // leads .3, .05, -.25: shortfalls 0, .05, .35
    assertThat(value(new PairwiseHinge())).isCloseTo(0.4 / 3, within(1e-9));
  }

  @Test
  void bceIsTheMeanSurpriseAtTheBetterOnesLead() {
    double expected = (surprise(0.3) + surprise(0.05) + surprise(-0.25)) / 3;
    assertThat(value(new PairwiseBce())).isCloseTo(expected, within(1e-6));
  }

  @Test
  void regressionIsTheSquaredErrorFromTheWorstToTheBest() {
    // targets 1, .5, 0
    double expected =
        (Math.pow(sigmoid(0.5) - 1, 2)
                + Math.pow(sigmoid(0.2) - 0.5, 2)
                + Math.pow(sigmoid(0.45), 2))
            / 3;
    assertThat(value(new Regression())).isCloseTo(expected, within(1e-6));
  }

  @Test
  void listMleIsTheSurpriseAtTheTrueOrder() {
    double[] e = {Math.exp(0.5), Math.exp(0.2), Math.exp(0.45)};
    double expected = -(Math.log(e[0] / (e[0] + e[1] + e[2])) + Math.log(e[1] / (e[1] + e[2]))) / 3;
    assertThat(value(new ListMle())).isCloseTo(expected, within(1e-6));
  }

  @Test
  void comparatorIsTheMeanSurpriseInBothOrders() {
    Loss loss = new PairwiseComparator();
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray scores = manager.create(SCORES, new Shape(3, 1));
      // g(a, b) = score of a - 2 * score of b, which is not antisymmetric
      FixedScores fixed =
          new FixedScores(
              scores, (a, b) -> Tensors.rows(scores, a).sub(Tensors.rows(scores, b).mul(2)));
      double told = lesson(loss).loss(fixed).getDouble();
      double expected = 0;
      for (int[] pair : List.of(new int[] {0, 1}, new int[] {0, 2}, new int[] {1, 2})) {
        double better = SCORES[pair[0]];
        double worse = SCORES[pair[1]];
        expected += surprise(better - 2 * worse) + surprise(-(worse - 2 * better));
      }
      assertThat(told).isCloseTo(expected / 6, within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("onScores")
  void gradientIsThatOfFiniteDifferences(Loss loss) {
    double[] gradient;
    try (NDManager manager = NDManager.newBaseManager();
        Tape tape = Tape.open()) {
      NDArray scores = manager.create(SCORES, new Shape(3, 1));
      scores.setRequiresGradient(true);
      tape.backward(lesson(loss).loss(new FixedScores(scores, (a, b) -> scores)));
      gradient = scores.getGradient().toDoubleArray();
    }
    double step = 1e-5;
    for (int i = 0; i < SCORES.length; i++) {
      double[] above = SCORES.clone();
      double[] below = SCORES.clone();
      above[i] += step;
      below[i] -= step;
      double slope = (value(loss, above) - value(loss, below)) / (2 * step);
      assertThat(gradient[i]).isCloseTo(slope, within(1e-6));
    }
  }

  @ParameterizedTest
  @MethodSource("onScores")
  void equalTargetsTeachNothingOrAreFinite(Loss loss) {
    double[] equal = loss.targets(new double[] {2, 2, 2});
    assertThat(Arrays.stream(equal)).allMatch(Double::isFinite);
    loss.lesson(equal, new SplittableRandom(1))
        .ifPresent(lesson -> assertThat(value(lesson, SCORES)).isFinite());
  }

  private static Loss.Lesson lesson(Loss loss) {
    return loss.lesson(loss.targets(TARGETS), new SplittableRandom(1)).orElseThrow();
  }

  private static double value(Loss loss) {
    return value(loss, SCORES);
  }

  private static double value(Loss loss, double[] scores) {
    return value(lesson(loss), scores);
  }

  private static double value(Loss.Lesson lesson, double[] scores) {
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray given = manager.create(scores, new Shape(3, 1));
      return lesson.loss(new FixedScores(given, (a, b) -> given)).getDouble();
    }
  }

  private static double surprise(double lead) {
    return -Math.log(sigmoid(lead));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
