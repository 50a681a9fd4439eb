package org.kendall.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kendall.space.ModelSchedule.Followed;
import org.kendall.space.ModelSchedule.Slot;

class MultistepSchedulesTest extends SearchSpaceContract<ModelSchedule.Slots> {
  private static final MultistepSchedules SPACE =
      new MultistepSchedules(List.of("small", "large"), 5, 1);

  @Override
  protected SearchSpace<ModelSchedule.Slots> space() {
    return SPACE;
  }

  @Override
  protected Object meaning(Candidate candidate) {
    return SPACE.decode(candidate);
  }

  /** Model, order, followed, history and shift of each slot, the image's end first. */
  @Test
  void ordersNeedAsManyEvaluationsAsAreKnown() {
    Candidate candidate =
        Candidate.of(
            1, 2, 1, 0, 0, // the last: of the first order, and no earlier than the image
            2, 2, 1, 0, 2, // three are known by now
            0, 2, 1, 1, 2, // not taken
            1, 2, 1, 1, 1, // forgets what came before
            2, 1, 1, 0, 0); // the first one
    assertThat(SPACE.decode(candidate).taken())
        .containsExactly(
            new Slot(4, 1, 1, Followed.NOISE, -1 / 3.0),
            new Slot(3, 0, 1, Followed.NOISE, 0),
            new Slot(1, 1, 2, Followed.DATA, 1 / 3.0),
            new Slot(0, 0, 1, Followed.NOISE, 0));
    assertThat(SPACE.canonical(candidate))
        .isEqualTo(
            Candidate.of(
                1, 0, 0, 0, 1, 2, 1, 1, 0, 2, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 2, 0, 0, 0, 0));
    assertThat(SPACE.allows(candidate)).isTrue();
    assertThat(SPACE.allows(SPACE.at(0))).isFalse();
  }
}
