package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;

/** What every strategy that searches keeps to. */
abstract class StrategyContract {
  abstract Strategy strategy();

  /** What is searched. */
  Problem<?> problem() {
    return Toy.problem();
  }

  @Test
  void proposalsAreAllowedCanonicalAndNew() {
    List<Evaluation> evaluations = new ArrayList<>();
    for (int round = 0; round < 6; round++) {
      List<Trial> pending = List.of(trial(1000 + round, Candidate.of(0, 0, 0, 0, round)));
      Ask ask = new Ask(problem(), History.of(evaluations), pending, 10);
      List<Proposal> proposals = strategy().propose(ask, generator(round));
      assertThat(proposals).hasSize(10).extracting(Proposal::candidate).doesNotHaveDuplicates();
      for (Proposal proposal : proposals) {
        Candidate candidate = proposal.candidate();
        assertThat(problem().allows(candidate)).isTrue();
        assertThat(canonical(candidate)).isEqualTo(candidate);
        assertThat(ask.history().contains(candidate)).isFalse();
        assertThat(candidate).isNotEqualTo(pending.get(0).candidate());
        evaluations.add(measured(evaluations.size() + 1, candidate));
      }
    }
  }

  @Test
  void equalQuestionsHaveEqualAnswers() {
    List<Evaluation> evaluations = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      evaluations.add(measured(i + 1, Candidate.of(0, 0, 0, i / 6, i / 6 + i % 6 % 4)));
    }
    Ask ask = new Ask(problem(), History.of(evaluations), List.of(), 7);
    assertThat(strategy().propose(ask, generator(3)))
        .isEqualTo(strategy().propose(ask, generator(3)));
  }

  private Candidate canonical(Candidate candidate) {
    return problem().space().canonical(candidate);
  }

  private static Trial trial(long number, Candidate candidate) {
    return new Trial(number, Stage.SEARCH, candidate, number, 1);
  }

  private static Evaluation measured(long number, Candidate candidate) {
    double sum = java.util.Arrays.stream(candidate.toArray()).sum();
    return new Measured(
        trial(number, candidate), new Place("h", "0", "cpu", 0, 0, 1), Map.of("sum", sum));
  }

  private static RandomGenerator generator(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
  }
}
