package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;

class RegularizedEvolutionTest extends StrategyContract {
  private static final Place PLACE = new Place("h", "0", "cpu", 0, 0, 1);

  @Override
  Strategy strategy() {
    return new RegularizedEvolution(20, 5);
  }

  /**
   * The sum of five digits, of which 100 are tried: were evolution no better than random search, it
   * would win each of 16 pairs with probability 1/2 at most, and 14 or more of them once in 478
   * (137 / 65,536). It wins nearly each, so that the test fails falsely less often still.
   */
  @Test
  void itBeatsRandomSearch() {
    Problem<?> problem = Toy.problem();
    long wins =
        IntStream.range(0, 16)
            .filter(seed -> best(problem, strategy(), seed) > best(problem, new Random(), seed))
            .count();
    assertThat(wins).isGreaterThanOrEqualTo(14);
  }

  @Test
  void childrenDifferFromAParentInOneDigit() {
    List<Evaluation> parents = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      parents.add(measured(i + 1, Candidate.of(0, 1, 2, 3, i % 10), i));
    }
    Ask ask = new Ask(Toy.problem(), History.of(parents), List.of(), 12);
    assertThat(strategy().propose(ask, generator(1)))
        .hasSize(12)
        .allMatch(child -> parents.stream().anyMatch(p -> sharedDigits(p, child) == 4));
  }

  @Test
  void onlyTheLastAreParents() {
    // The best of all is the oldest of 21; the other 20 share no digit with its children.
    List<Evaluation> parents = new ArrayList<>();
    parents.add(measured(1, Candidate.of(5, 5, 5, 6, 6), 100));
    for (int i = 0; i < 20; i++) {
      parents.add(measured(i + 2, Candidate.of(0, 0, 0, i / 10, 1 + i % 8), 1));
    }
    Ask ask = new Ask(Toy.problem(), History.of(parents), List.of(), 10);
    assertThat(strategy().propose(ask, generator(2)))
        .allMatch(child -> sharedDigits(parents.get(0), child) < 3);
  }

  @Test
  void aFailedCandidateLosesEachTournament() {
    List<Evaluation> parents = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      parents.add(failed(i + 1, Candidate.of(5, 5, 5, 5, i % 5 + i / 5)));
    }
    for (int i = 0; i < 10; i++) {
      parents.add(measured(i + 11, Candidate.of(0, 0, 0, 1, i % 10), -50));
    }
    Ask ask = new Ask(Toy.problem(), History.of(parents), List.of(), 10);
    // Eleven of twenty: one at least was measured.
    assertThat(new RegularizedEvolution(20, 11).propose(ask, generator(3)))
        .allMatch(
            child -> Arrays.stream(child.candidate().toArray()).filter(d -> d == 0).count() > 1);
  }

  @Test
  void proposingAtAThousandTrialsTakesLessThanAMillisecondEach() {
    List<Evaluation> history = new ArrayList<>();
    Problem<?> problem =
        new Problem<>(new Wide(), new Toy.Sum(), List.of(), Map.of(), Metric.maximized("sum", ""));
    new FreshCandidates(new Ask(problem, History.of(List.of()), List.of(), 1))
        .draw(1_000, generator(0))
        .forEach(c -> history.add(measured(history.size() + 1, c, c.option(4))));
    Ask ask = new Ask(problem, History.of(history), List.of(), 8);
    for (int warm = 0; warm < 200; warm++) {
      strategy().propose(ask, generator(warm));
    }
    long start = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      strategy().propose(ask, generator(i));
    }
    assertThat((System.nanoTime() - start) / 1e6 / 800).isLessThan(1);
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new RegularizedEvolution(10, 11))
        .hasMessage("The sample (11) must be 1 to the population (10).");
    assertThatThrownBy(() -> new RegularizedEvolution(1, 1))
        .hasMessage("The population (1) must be 2 at least.");
  }

  /** A space with room for a thousand trials. */
  private record Wide() implements SearchSpace<List<Integer>> {
    @Override
    public List<Choice> choices() {
      return IntStream.range(0, 12)
          .mapToObj(i -> Choice.categorical("c" + i, List.of("0", "1", "2", "3", "4")))
          .toList();
    }

    @Override
    public List<Integer> decode(Candidate candidate) {
      return Arrays.stream(candidate.toArray()).boxed().toList();
    }
  }

  private static double best(Problem<?> problem, Strategy strategy, int seed) {
    RandomGenerator random = generator(seed);
    List<Evaluation> history = new ArrayList<>();
    while (history.size() < 100) {
      Ask ask = new Ask(problem, History.of(history), List.of(), 4);
      for (Proposal proposal : strategy.propose(ask, random)) {
        double sum = Arrays.stream(proposal.candidate().toArray()).sum();
        history.add(measured(history.size() + 1, proposal.candidate(), sum));
      }
    }
    return history.stream().mapToDouble(e -> e.metric("sum").orElseThrow()).max().orElseThrow();
  }

  /** How many digits both have, wherever they stand. */
  private static int sharedDigits(Evaluation parent, Proposal child) {
    List<Integer> left =
        new ArrayList<>(Arrays.stream(child.candidate().toArray()).boxed().toList());
    int shared = 0;
    for (Integer digit : Arrays.stream(parent.trial().candidate().toArray()).boxed().toList()) {
      shared += left.remove(digit) ? 1 : 0;
    }
    return shared;
  }

  private static Evaluation measured(long number, Candidate candidate, double sum) {
    return new Measured(trial(number, candidate), PLACE, Map.of("sum", sum));
  }

  private static Evaluation failed(long number, Candidate candidate) {
    return new Failed(trial(number, candidate), PLACE, FailureKind.DIVERGED, "It did.", "");
  }

  private static Trial trial(long number, Candidate candidate) {
    return new Trial(number, Stage.SEARCH, candidate, number, 1);
  }

  private static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
