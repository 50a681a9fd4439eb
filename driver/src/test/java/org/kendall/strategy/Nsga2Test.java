package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Objectives;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;

class Nsga2Test extends StrategyContract {
  private static final Place PLACE = new Place("h", "0", "cpu", 0, 0, 1);

  @Override
  Strategy strategy() {
    return new Nsga2(20, 0.9);
  }

  @Nested
  class ByTwoObjectives extends StrategyContract {
    @Override
    Strategy strategy() {
      return new Nsga2(20, 0.9);
    }

    @Override
    Problem<?> problem() {
      return Toy.ofTwo();
    }
  }

  /**
   * Zeros against fours among twelve digits, of which 120 numbers are tried: were it no better than
   * random search, it would win each of 16 pairs with probability 1/2 at most, and 14 or more of
   * them once in 478 (137 / 65,536). It wins nearly each, so that the test fails falsely less often
   * still.
   */
  @Test
  void itsFrontsDominateMoreThanThoseOfRandomSearch() {
    long wins =
        IntStream.range(0, 16)
            .filter(seed -> volume(strategy(), seed) > volume(new Random(), seed))
            .count();
    assertThat(wins).isGreaterThanOrEqualTo(14);
  }

  /** Five are on the front, and the others are worse in both: the five alone are parents. */
  @Test
  void parentsAreTheBestFronts() {
    List<Evaluation> history = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      // Sums 20 + i with products 4 i.
      history.add(measured(i + 1, Candidate.of(0, 0, 0, i, 4), 20 + i));
    }
    for (int i = 5; i < 20; i++) {
      history.add(measured(i + 1, Candidate.of(3, 3, 3, 5, 5 + i % 3), i % 4 + i / 100.0));
    }
    Ask ask = new Ask(Toy.ofTwo(), History.of(history), List.of(), 12);
    assertThat(new Nsga2(5, 0).propose(ask, generator(1)))
        .hasSize(12)
        .allMatch(child -> zeros(child.candidate()) >= 1);
  }

  @Test
  void whatFailedIsNoParent() {
    List<Evaluation> history = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      history.add(failed(i + 1, Candidate.of(5, 5, 5, 5, i % 5 + i / 5)));
    }
    history.add(measured(11, Candidate.of(0, 0, 0, 1, 1), -50));
    Ask ask = new Ask(Toy.ofTwo(), History.of(history), List.of(), 8);
    assertThat(new Nsga2(11, 0.9).propose(ask, generator(2)))
        .allMatch(child -> zeros(child.candidate()) >= 1);
  }

  @Test
  void thePopulationOfAStoppedSearchIsThatOfOneThatWentOn() {
    // The order in which evaluations came in does not count, only their trials' numbers do.
    List<Evaluation> history = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      history.add(measured(i + 1, Candidate.of(0, 0, 0, i / 6, i / 6 + i % 6 % 4), i % 7));
    }
    List<Evaluation> shuffled = new ArrayList<>(history);
    Collections.reverse(shuffled);
    Ask ask = new Ask(Toy.ofTwo(), History.of(history), List.of(), 9);
    Ask again = new Ask(Toy.ofTwo(), History.of(shuffled), List.of(), 9);
    assertThat(strategy().propose(again, generator(5)))
        .isEqualTo(strategy().propose(ask, generator(5)));
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThatThrownBy(() -> new Nsga2(1, 0.9))
        .hasMessage("The population (1) must be 2 at least.");
    assertThatThrownBy(() -> new Nsga2(20, 1.1)).hasMessage("The crossover (1.1) must be 0 to 1.");
  }

  private static long zeros(Candidate candidate) {
    return Arrays.stream(candidate.toArray()).filter(digit -> digit == 0).count();
  }

  /** From no zeros and no fours. */
  private static double volume(Strategy strategy, int seed) {
    Counts counts = new Counts();
    Problem<?> problem =
        new Problem<>(
            new Numbers(),
            counts,
            List.of(),
            Map.of(),
            new Objectives(counts.metrics(), Map.of()),
            Budgets.NONE);
    RandomGenerator random = generator(seed);
    List<Evaluation> history = new ArrayList<>();
    while (history.size() < 120) {
      Ask ask = new Ask(problem, History.of(history), List.of(), 4);
      for (Proposal proposal : strategy.propose(ask, random)) {
        history.add(
            new Measured(
                trial(history.size() + 1, proposal.candidate()),
                PLACE,
                counts.evaluate(proposal.candidate())));
      }
    }
    return new Hypervolume(new double[] {0, 0})
        .of(history.stream().map(one -> problem.gains(one).orElseThrow()).toList());
  }

  /** Twelve digits of 0 to 4. */
  private record Numbers() implements SearchSpace<Candidate> {
    @Override
    public List<Choice> choices() {
      return IntStream.range(0, 12)
          .mapToObj(i -> Choice.categorical("c" + i, List.of("0", "1", "2", "3", "4")))
          .toList();
    }

    @Override
    public Candidate decode(Candidate candidate) {
      return candidate;
    }
  }

  /** How many digits are 0, and how many 4. */
  private record Counts() implements Evaluator<Candidate> {
    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximized("zeros", ""), Metric.maximized("fours", ""));
    }

    @Override
    public Map<String, Double> evaluate(Candidate number, TrialContext context) {
      return evaluate(number);
    }

    Map<String, Double> evaluate(Candidate number) {
      long fours = Arrays.stream(number.toArray()).filter(digit -> digit == 4).count();
      return Map.of("zeros", (double) zeros(number), "fours", (double) fours);
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofMinutes(1);
    }
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
