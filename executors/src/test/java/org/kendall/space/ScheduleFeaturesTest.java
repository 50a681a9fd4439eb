package org.kendall.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.space.ScheduleCall.Moment;

class ScheduleFeaturesTest {
  private static final List<String> MODELS = List.of("s", "m", "l", "xl");
  private static final DdimSchedules DDIM = new DdimSchedules(MODELS, 10);
  private static final DpmSolverSchedules GROUPS = new DpmSolverSchedules(MODELS, 5);

  static List<ScheduleSpace<?>> spaces() {
    return List.of(DDIM, GROUPS, new MultistepSchedules(MODELS, 10, 1));
  }

  /** Values of the usual noise that were worked out elsewhere, in double precision. */
  @Test
  void wayIsThatOfTheUsualNoise() {
    assertThat(Moment.at(1).lambda()).isCloseTo(-5.0249784, within(1e-7));
    assertThat(Moment.at(0.5).lambda()).isCloseTo(-1.2275677, within(1e-7));
    assertThat(Moment.at(1e-3).lambda()).isCloseTo(4.5577149, within(1e-7));
    for (double time = 1e-3; time <= 1; time += 0.037) {
      assertThat(Moment.of(Moment.at(time).lambda()).time()).isCloseTo(time, within(1e-12));
    }
  }

  /** Asked at times .8 (a), .5 (b) and .2 (b). */
  @Test
  void handWorkedSchedule() {
    Map<String, Double> features = named(DDIM, DDIM.parse("..b..b..a."));
    double whole = 4.5577149 + 5.0249784;
    double last = 4.5577149 - Moment.at(0.2).lambda();
    double first = -1.2275677 - Moment.at(0.8).lambda();
    assertThat(features)
        .containsEntry("calls", 3.0)
        .containsEntry("calls_a", 1.0)
        .containsEntry("calls_b", 2.0)
        .containsEntry("calls_c", 0.0)
        .containsEntry("changes", 1.0)
        .containsEntry("mixed", 0.0)
        .containsEntry("order_1", 3.0)
        .containsEntry("begin", 0.8)
        .containsEntry("end", 0.2)
        .containsEntry("first_a", 1.0)
        .containsEntry("last_a", 0.0)
        .containsEntry("last_b", 1.0)
        .containsEntry("way_b_in_4", 1.0)
        .containsEntry("calls_b_in_4", 0.0);
    assertThat(features.get("last_step")).isCloseTo(last, within(1e-6));
    assertThat(features.get("longest")).isCloseTo(last, within(1e-6));
    assertThat(features.get("way_a")).isCloseTo(first, within(1e-6));
    assertThat(features.get("time_a")).isCloseTo(0.3, within(1e-12));
    assertThat(features.get("squares_time")).isCloseTo(0.09 + 0.09 + 0.199 * 0.199, within(1e-12));
    double before = (Moment.at(0.8).lambda() + 5.0249784) / whole; // share of the way left out
    assertThat(features.get("way_a_in_1")).isCloseTo(1 - 4 * before, within(1e-6));
  }

  /** Two steps of half the way each: at first b and then a by the second order, then c alone. */
  @Test
  void handWorkedGroups() {
    Candidate candidate = GROUPS.parse("c.. ab. ... ... ...");
    Map<String, Double> features = named(GROUPS, candidate);
    double whole = 4.5577149 + 5.0249784;
    assertThat(features)
        .containsEntry("calls", 3.0)
        .containsEntry("order_1", 1.0)
        .containsEntry("order_2", 2.0)
        .containsEntry("changes", 2.0)
        .containsEntry("mixed", 1.0)
        .containsEntry("first_b", 1.0)
        .containsEntry("last_c", 1.0)
        .containsEntry("calls_a_in_2", 1.0);
    assertThat(features.get("way_b")).isCloseTo(whole / 4, within(1e-6));
    assertThat(features.get("way_c")).isCloseTo(whole / 2, within(1e-6));
    assertThat(features.get("leading_terms"))
        .isCloseTo(2 * Math.pow(whole / 4, 3) + whole * whole / 4, within(1e-5));
    // Asked in twelfths 0, 3 and 6; links are (after * 26 + model) * 13 + twelfths.
    assertThat(GROUPS.parts(candidate))
        .containsExactly(
            Counts.of(12, 3, 2 * 12 + 6), Counts.of((26 + 1) * 13 + 3, 26 * 13 + 3, 2 * 13 + 6));
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void describesEveryScheduleAsItsCanonicalForm(ScheduleSpace<?> space) {
    assertThat(space.features()).hasSizeLessThan(120);
    assertThat(space.features()).extracting(Feature::name).doesNotHaveDuplicates();
    SplittableRandom random = new SplittableRandom(4);
    for (int i = 0; i < 300; i++) {
      Candidate candidate = space.random(random);
      Candidate form = space.canonical(candidate);
      double[] numbers = space.features(candidate);
      assertThat(numbers).hasSameSizeAs(space.features()).isEqualTo(space.features(form));
      for (double number : numbers) {
        assertThat(number).isFinite();
      }
      assertThat(space.parts(candidate))
          .hasSameSizeAs(space.families())
          .isEqualTo(space.parts(form));
    }
    assertThat(space.features(space.at(0))).containsOnly(0);
  }

  private static Map<String, Double> named(ScheduleSpace<?> space, Candidate candidate) {
    Map<String, Double> named = new HashMap<>();
    double[] numbers = space.features(candidate);
    for (int i = 0; i < numbers.length; i++) {
      named.put(space.features().get(i).name(), numbers[i]);
    }
    return named;
  }
}
