package org.kendall.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kendall.space.ModelSchedule.Slot;

class DdimSchedulesTest extends SearchSpaceContract<ModelSchedule.Slots> {
  private static final DdimSchedules SPACE = new DdimSchedules(List.of("small", "large"), 6);

  @Override
  protected SearchSpace<ModelSchedule.Slots> space() {
    return SPACE;
  }

  @Override
  protected Object meaning(Candidate candidate) {
    return candidate;
  }

  /** Slot 0 is the image's end, and comes last. */
  @Test
  void samplingGoesFromTheLastSlotToTheFirst() {
    Candidate candidate = SPACE.parse("b...a.");
    assertThat(candidate).isEqualTo(Candidate.of(2, 0, 0, 0, 1, 0));
    assertThat(SPACE.decode(candidate).taken()).containsExactly(Slot.plain(4, 0), Slot.plain(0, 1));
    assertThat(SPACE.decode(candidate).calls()).containsExactly(0, 1);
    assertThat(SPACE.describe(candidate)).isEqualTo("b...a.");
  }

  @Test
  void nothingAtAllIsNotAllowed() {
    assertThat(SPACE.allows(SPACE.parse("......"))).isFalse();
    assertThat(SPACE.allows(SPACE.parse(".....a"))).isTrue();
    assertThatThrownBy(() -> SPACE.parse("b..c.."))
        .hasMessage(
            "The schedule (b..c..) must have 6 slots, each a point or a letter from a to b.");
  }
}
