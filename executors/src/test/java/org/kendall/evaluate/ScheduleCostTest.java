package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kendall.space.ModelSchedule;

class ScheduleCostTest {
  private static final ModelSchedule SCHEDULE =
      new ModelSchedule.Groups(List.of(List.of(0, 2), List.of(2), List.of(1, 0)));

  @Test
  void macsAreThoseOfAllEvaluations() {
    assertThat(ScheduleCost.macs(List.of(1e3, 5e3, 2e4), 1).cost(SCHEDULE)).isEqualTo(47_000);
    assertThat(ScheduleCost.macs(List.of(1e3, 5e3, 2e4), 2).cost(SCHEDULE)).isEqualTo(94_000);
  }

  private static final ScheduleCost MILLISECONDS =
      new ScheduleCost(
          "milliseconds",
          "ms",
          List.of(1.0, 2.0, 4.0),
          new SolverCost(List.of(0.125, 0.25, 0.5), List.of(0.0625, 0.5, 2.0)),
          8);

  /**
   * Steps of order 2, 1 and 2. The model changes from 0 to 2, from 2 to 1 and from 1 to 0, also
   * within a step.
   */
  @Test
  void stepsOfTheSolverAndChangesOfModelsCountToo() {
    assertThat(MILLISECONDS.cost(SCHEDULE))
        .isEqualTo((1 + 4 + 4 + 2 + 1) + (0.5 + 0.0625 + 0.5) + 3 * 8);
  }

  /**
   * The first step knows of none before it, the second of one, and the last, to the image, is of
   * the first order whatever is asked: orders 1, 2, 3, 1 and 1.
   */
  @Test
  void stepsCountByTheOrderThatTheyCanHave() {
    ModelSchedule.Slot[] taken = new ModelSchedule.Slot[5];
    int[] orders = {3, 3, 3, 1, 2};
    int[] models = {2, 2, 0, 0, 0};
    for (int i = 0; i < taken.length; i++) {
      taken[i] =
          new ModelSchedule.Slot(9 - 2 * i, models[i], orders[i], ModelSchedule.Followed.DATA, 0);
    }
    assertThat(MILLISECONDS.cost(new ModelSchedule.Slots(10, List.of(taken))))
        .isEqualTo((4 + 4 + 1 + 1 + 1) + (0.125 + 0.25 + 0.5 + 0.125 + 0.125) + 8);
  }

  @Test
  void oneEvaluationIsAModelAndAStepOfTheFirstOrder() {
    assertThat(MILLISECONDS.perEvaluation()).containsExactly(1.125, 2.125, 4.125);
    assertThat(ScheduleCost.macs(List.of(1e3), 2).perEvaluation()).containsExactly(2e3);
  }

  @Test
  void whatIsYetToBeMeasuredCostsNothing() {
    ScheduleCost unknown = ScheduleCost.unknown("milliseconds", "ms", 3);
    assertThat(unknown.isKnown()).isFalse();
    assertThat(unknown.cost(SCHEDULE)).isZero();
    assertThat(MILLISECONDS.isKnown()).isTrue();
  }
}
