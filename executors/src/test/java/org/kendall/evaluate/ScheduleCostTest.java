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

  /** Five evaluations; the model changes from 0 to 2, from 2 to 1 and from 1 to 0. */
  @Test
  void solverAndChangesOfModelsCountToo() {
    ScheduleCost cost =
        new ScheduleCost("milliseconds", "ms", List.of(1.0, 2.0, 4.0), 1, 0.25, 0.5);
    assertThat(cost.cost(SCHEDULE)).isEqualTo(1 + 4 + 4 + 2 + 1 + 5 * 0.25 + 3 * 0.5);
  }
}
