package org.kendall.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
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

  /** One model alone: 15 % on purpose, and many of the mixed ones, as their chances are uneven. */
  @Test
  void schedulesOfAllKindsAreDrawn() {
    DdimSchedules space = new DdimSchedules(List.of("s", "m", "l", "xl"), 20);
    SplittableRandom random = new SplittableRandom(5);
    int alone = 0;
    int sparse = 0;
    int dense = 0;
    for (int draw = 0; draw < 2_000; draw++) {
      Candidate drawn = space.random(random);
      assertThat(space.allows(drawn)).isTrue();
      List<Integer> calls = space.decode(drawn).calls();
      alone += calls.stream().distinct().count() == 1 ? 1 : 0;
      sparse += calls.size() <= 4 ? 1 : 0;
      dense += calls.size() >= 14 ? 1 : 0;
    }
    assertThat(alone).isBetween(400, 1_000);
    assertThat(sparse).isBetween(200, 800);
    assertThat(dense).isBetween(200, 800);
  }
}
