package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.evaluate.Sleep;
import org.kendall.evaluate.SolverCost;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;
import org.kendall.space.DdimSchedules;
import org.kendall.space.DpmSolverSchedules;
import org.kendall.space.ModelSchedule;
import org.kendall.space.MultistepSchedules;
import org.kendall.space.ScheduleSpace;

/** Recipes name what they say they do, in any space of schedules. */
class RecipeTest {
  private static final List<String> MODELS = List.of("small", "large");

  static Stream<ScheduleSpace<?>> spaces() {
    return Stream.of(
        new DdimSchedules(MODELS, 12),
        new DpmSolverSchedules(MODELS, 4),
        new MultistepSchedules(MODELS, 12, 1));
  }

  private static Problem<?> problem(ScheduleSpace<? extends ModelSchedule> space) {
    return new Problem<ModelSchedule>(
        (ScheduleSpace<ModelSchedule>) (ScheduleSpace<?>) space,
        new Sleep(1, Sleep.Distribution.FIXED),
        List.of(ScheduleCost.macs(List.of(1.0, 4.0), 1)),
        Map.of(),
        Metric.minimized("milliseconds", "ms"));
  }

  private static List<List<Integer>> calls(Recipe recipe, ScheduleSpace<?> space) {
    return recipe.candidates(problem(space), "").stream()
        .map(candidate -> space.decode(candidate).calls())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void allAreCanonicalAllowedAndDifferent(ScheduleSpace<?> space) {
    for (Recipe recipe : List.of(new SingleModel(), new TwoModels(List.of(0.5)))) {
      List<Candidate> all = recipe.candidates(problem(space), "");
      assertThat(all).isNotEmpty().doesNotHaveDuplicates().allMatch(space::allows);
      assertThat(all).allMatch(candidate -> space.canonical(candidate).equals(candidate));
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void oneModelIsAskedInEveryNumberOfSteps(ScheduleSpace<?> space) {
    List<List<Integer>> calls = calls(new SingleModel(), space);
    assertThat(calls).allMatch(one -> one.stream().distinct().count() == 1);
    for (int count = 1; count <= 12; count++) {
      int evaluations = count;
      boolean possible = !(space instanceof DpmSolverSchedules) || count <= 4 || count % 3 == 0;
      if (possible) {
        assertThat(calls).anyMatch(one -> one.size() == evaluations && one.get(0) == 1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void theLaterModelMakesTheImage(ScheduleSpace<?> space) {
    assertThat(calls(new TwoModels(List.of(0.5)), space))
        .allMatch(one -> one.get(0) == 0 && one.get(one.size() - 1) == 1)
        .allMatch(one -> one.stream().filter(model -> model == 0).count() * 2 == one.size());
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void aPartIsTakenFromEverywhere(ScheduleSpace<?> space) {
    List<Candidate> all = new SingleModel().candidates(problem(space), "");
    List<Candidate> some = new SomeOf(new SingleModel(), 6).candidates(problem(space), "");
    assertThat(some).hasSize(6).isSubsetOf(all);
    for (int i = 0; i < 6; i++) {
      assertThat(all.indexOf(some.get(i))).isEqualTo(i * all.size() / 6);
    }
    assertThat(new SomeOf(new SingleModel(), 10_000).candidates(problem(space), "")).isEqualTo(all);
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void mutantsAreNewAndDifferInFewChoices(ScheduleSpace<?> space) {
    List<Candidate> parents = new SingleModel().candidates(problem(space), "");
    List<Candidate> mutants =
        new Mutated(new SingleModel(), 20, 2, 1).candidates(problem(space), "");
    assertThat(mutants).hasSize(20).doesNotHaveDuplicates().allMatch(space::allows);
    assertThat(mutants).allMatch(mutant -> space.canonical(mutant).equals(mutant));
    assertThat(mutants).doesNotContainAnyElementsOf(parents);
    assertThat(new Mutated(new SingleModel(), 20, 2, 1).candidates(problem(space), ""))
        .isEqualTo(mutants);
  }

  /** Three steps of least error change models once, which the budget has no room for. */
  @Test
  void plannedJumpsKeepTheBudgetWhereChangesOfModelsCost(@TempDir Path prepared) throws Exception {
    Files.writeString(
        prepared.resolve("jumps.json"),
        """
        {"errors": [[[0, 0, 90, 90], [0, 0, 10, 90], [0, 0, 0, 10], [0, 0, 0, 0]],
                    [[0, 10, 90, 90], [0, 0, 0, 90], [0, 0, 0, 0], [0, 0, 0, 0]]],
         "starts": [0, 900, 900, 900]}
        """);
    for (double change : List.of(0.0, 2.0)) {
      ScheduleCost cost =
          new ScheduleCost("milliseconds", "ms", List.of(1.0, 1.0), SolverCost.NONE, change);
      DdimSchedules space = new DdimSchedules(MODELS, 3);
      Problem<?> problem =
          new Problem<ModelSchedule>(
              (ScheduleSpace<ModelSchedule>) (ScheduleSpace<?>) space,
              new Sleep(1, Sleep.Distribution.FIXED),
              List.of(cost),
              Map.of(),
              Metric.minimized("quality", ""),
              new Budgets("milliseconds", List.of(3.0)));
      List<ModelSchedule> planned =
          new PlannedJumps(List.of(1.15), 300)
              .candidates(problem, prepared.toString()).stream()
                  .<ModelSchedule>map(space::decode)
                  .toList();
      assertThat(planned).isNotEmpty().allMatch(schedule -> cost.cost(schedule) <= 3);
      assertThat(planned.get(0).calls().equals(List.of(0, 1, 1))).isEqualTo(change == 0);
    }
  }

  @Test
  void aSpaceWithoutSchedulesIsRefused() {
    assertThatThrownBy(() -> new SingleModel().check(Toy.problem()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("SingleModel names model schedules; the space Digits has none");
  }
}
