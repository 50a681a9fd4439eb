package org.kendall.nn.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kendall.space.ModelSchedule;
import org.kendall.space.ModelSchedule.Followed;
import org.kendall.space.ModelSchedule.Slot;

class TimetableTest {
  private static final SteppedNoise LINEAR = SteppedNoise.linear(1000);
  private static final Timetable TIMETABLE = new Timetable(LINEAR);

  /** 20 slots are 50 of the thousand steps each; the last one leads to the image. */
  @Test
  void slotsKeepTheirTimesWhateverIsLeftOutBetween() {
    List<Step> steps =
        TIMETABLE.steps(
            new ModelSchedule.Slots(
                20, List.of(Slot.plain(19, 2), Slot.plain(10, 0), Slot.plain(0, 1))));
    assertThat(steps).extracting(Step::from).containsExactly(0.951, 0.501, 0.001);
    assertThat(steps).extracting(Step::to).containsExactly(0.501, 0.001, 0.0);
    assertThat(steps).extracting(step -> step.models().get(0)).containsExactly(2, 0, 1);
    assertThat(LINEAR.stepAt(steps.get(1).from())).isCloseTo(500, within(1e-9));
  }

  @Test
  void shiftsMoveASlotByAPartOfItsWidth() {
    Slot shifted = new Slot(10, 0, 2, Followed.DATA, 0.2);
    List<Step> steps =
        TIMETABLE.steps(new ModelSchedule.Slots(20, List.of(shifted, Slot.plain(3, 0))));
    assertThat(steps.get(0).from()).isCloseTo(0.511, within(1e-12));
    assertThat(steps.get(0).solver()).isEqualTo(new Solver.MultiStep(2, Followed.DATA));
    assertThat(steps.get(1).solver()).isEqualTo(new Solver.MultiStep(1, Followed.NOISE));
  }

  /** Empty groups are not there at all: three steps are a third of the way in lambda each. */
  @Test
  void groupsAreEvenInLambda() {
    List<Step> steps =
        TIMETABLE.steps(
            new ModelSchedule.Groups(List.of(List.of(0, 1), List.of(2), List.of(1, 1, 1))));
    double way = LINEAR.lambda(1e-3) - LINEAR.lambda(1);
    assertThat(steps.get(0).from()).isEqualTo(1);
    assertThat(steps.get(2).to()).isEqualTo(1e-3);
    for (Step step : steps) {
      assertThat(LINEAR.lambda(step.to()) - LINEAR.lambda(step.from()))
          .isCloseTo(way / 3, within(1e-9));
    }
    assertThat(steps).extracting(step -> step.solver().evaluations()).containsExactly(2, 1, 3);
  }
}
