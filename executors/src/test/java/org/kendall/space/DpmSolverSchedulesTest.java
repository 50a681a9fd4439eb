package org.kendall.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DpmSolverSchedulesTest extends SearchSpaceContract<ModelSchedule.Groups> {
  private static final DpmSolverSchedules SPACE = new DpmSolverSchedules(List.of("s", "m", "l"), 4);

  @Override
  protected SearchSpace<ModelSchedule.Groups> space() {
    return SPACE;
  }

  /** The steps, whatever empty groups stand between; and whether it can be sampled at all. */
  @Override
  protected Object meaning(Candidate candidate) {
    return List.of(SPACE.decode(candidate), SPACE.allows(candidate));
  }

  /** The last of a group is asked first, and the last group. */
  @Test
  void samplingGoesFromTheLastSlotToTheFirst() {
    Candidate candidate = SPACE.parse("ab. ... c.. bca");
    assertThat(SPACE.decode(candidate).steps())
        .containsExactly(List.of(0, 2, 1), List.of(2), List.of(1, 0));
    assertThat(SPACE.decode(candidate).calls()).containsExactly(0, 2, 1, 2, 1, 0);
    assertThat(SPACE.describe(SPACE.canonical(candidate))).isEqualTo("ab. c.. bca ...");
  }

  @Test
  void modelsStandBeforeEmptySlots() {
    assertThat(SPACE.allows(SPACE.parse("a.b ... ... ..."))).isFalse();
    assertThat(SPACE.allows(SPACE.parse("... ... ... ..a"))).isFalse();
    assertThat(SPACE.allows(SPACE.parse("... ... ... ..."))).isFalse();
    assertThat(SPACE.allows(SPACE.parse("... ... ... ab."))).isTrue();
    SplittableRandom random = new SplittableRandom(1);
    for (int draw = 0; draw < 2_000; draw++) {
      assertThat(SPACE.allows(SPACE.random(random))).isTrue();
    }
  }
}
