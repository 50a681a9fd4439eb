package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.evaluate.Sleep;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;
import org.kendall.space.DdimSchedules;
import org.kendall.space.DpmSolverSchedules;
import org.kendall.space.ModelSchedule;
import org.kendall.space.MultistepSchedules;
import org.kendall.space.ScheduleSpace;
import org.kendall.space.SearchSpace;

class TournamentEvolutionTest {
  private static final List<String> MODELS = List.of("s", "m", "l");
  private static final List<Double> COSTS = List.of(1.0, 2.0, 4.0);
  private static final double LIMIT = 9;

  @Nested
  class Guided extends StrategyContract {
    @Override
    Strategy strategy() {
      TournamentEvolution inner = new TournamentEvolution(20);
      return new PredictorGuided(10, new Toy.KnowsBest(), inner, new Greedy());
    }
  }

  static List<ScheduleSpace<?>> spaces() {
    return List.of(
        new DdimSchedules(MODELS, 12),
        new DpmSolverSchedules(MODELS, 5),
        new MultistepSchedules(MODELS, 12, 1));
  }

  /** About 10,000 candidates in each space, by rankings that know nothing. */
  @ParameterizedTest
  @MethodSource("spaces")
  void allAreCanonicalAllowedAndWithinLimits(ScheduleSpace<?> space) {
    Ask ask = ask(space, LIMIT, 8);
    int overdrawn = 0;
    for (int seed = 0; seed < 250; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      overdrawn += cost(space, space.random(random.split())) > LIMIT ? 1 : 0;
      List<Candidate> met = search(new TournamentEvolution(4), ask, random);
      assertThat(met).hasSizeGreaterThanOrEqualTo(8).doesNotHaveDuplicates();
      for (Candidate candidate : met) {
        assertThat(space.canonical(candidate)).isEqualTo(candidate);
        assertThat(space.decode(candidate).calls()).isNotEmpty();
        assertThat(cost(space, candidate)).isLessThanOrEqualTo(LIMIT);
        if (space instanceof DpmSolverSchedules) {
          assertThat(space.describe(candidate)).matches("([abc]{1,3}\\.* ?)+( ?\\.\\.\\.)*");
          assertThat(space.describe(candidate).split(" ")).allMatch(group -> group.length() == 3);
        }
      }
    }
    assertThat(overdrawn).isGreaterThan(125); // most had to be brought within the limit
  }

  private static List<Candidate> search(
      TournamentEvolution evolution, Ask ask, SplittableRandom random) {
    Ranking any = asked -> asked.stream().mapToDouble(c -> c.hashCode() % 1000).toArray();
    return evolution.search(any, ask, random).stream().map(Scored::candidate).toList();
  }

  private static double cost(ScheduleSpace<?> space, Candidate candidate) {
    return space.decode(candidate).calls().stream().mapToDouble(COSTS::get).sum();
  }

  /** Two calls of the largest and one of the smallest: 9 of 9, and the best by this ranking. */
  @Test
  void comesToTheBestByTheRanking() {
    DdimSchedules space = new DdimSchedules(MODELS, 12);
    Ranking worth =
        asked ->
            asked.stream().mapToDouble(c -> worth(space.decode(c).calls(), c.option(3))).toArray();
    List<Scored> met =
        new TournamentEvolution(60).search(worth, ask(space, LIMIT, 1), new SplittableRandom(1));
    Scored best = Best.of(met, 1).get(0);
    assertThat(best.gain()).isEqualTo(2 * 9 + 1 + 5);
  }

  /** Large models are worth more than they cost; what stands in slot 3 counts besides. */
  private static double worth(List<Integer> calls, int inSlot3) {
    return calls.stream().mapToInt(model -> List.of(1, 3, 9).get(model)).sum()
        + (inSlot3 == 1 ? 5 : 0);
  }

  @Test
  void givesAllWhereThereAreFewerThanAreAskedFor() {
    DdimSchedules space = new DdimSchedules(List.of("s", "m"), 2);
    Set<String> all =
        search(new TournamentEvolution(1), ask(space, 3, 50), new SplittableRandom(2)).stream()
            .map(space::describe)
            .collect(Collectors.toSet());
    assertThat(all).containsExactlyInAnyOrder("a.", ".a", "b.", ".b", "aa", "ab", "ba");
    assertThat(search(new TournamentEvolution(1), ask(space, 0.5, 50), new SplittableRandom(2)))
        .isEmpty();
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatThrownBy(() -> new TournamentEvolution(0))
        .hasMessage("The generations (0) must be positive.");
    assertThatThrownBy(() -> new TournamentEvolution(40, 2, 10, 40, 30, 10))
        .hasMessage("The tries (30) must not be fewer than the children (40).");
  }

  private static <D extends ModelSchedule> Ask ask(SearchSpace<D> space, double limit, int count) {
    Sleep sleep = new Sleep(1, Sleep.Distribution.FIXED);
    List<Double> costs = COSTS.subList(0, space.choices().get(0).size() - 1);
    Problem<D> problem =
        new Problem<>(
            space,
            sleep,
            List.of(ScheduleCost.macs(costs, 1)),
            Map.of("macs", limit),
            sleep.metrics().get(0));
    return new Ask(problem, History.of(List.of()), List.of(), count);
  }
}
