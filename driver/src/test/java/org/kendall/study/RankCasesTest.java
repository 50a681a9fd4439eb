package org.kendall.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Sleep;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.predict.NeuralRanker;
import org.kendall.space.Candidate;
import org.kendall.strategy.Ask;
import org.kendall.strategy.History;
import org.kendall.strategy.Proposal;
import org.kendall.strategy.Sweep;

class RankCasesTest {
  private static final RankCases CASES =
      new RankCases(
          List.of(
              NamedPredictor.of("one", new NeuralRanker()),
              NamedPredictor.of("other", new NeuralRanker())),
          List.of(10, 20, 30),
          2,
          1);

  private static List<Candidate> sweep(History history, int count) {
    Sleep sleep = new Sleep(0, Sleep.Distribution.FIXED);
    Problem<RankCase> problem =
        new Problem<>(CASES, sleep, List.of(), Map.of(), sleep.metrics().get(0));
    Ask ask = new Ask(problem, history, List.of(), count);
    return new Sweep()
        .propose(ask, new SplittableRandom(1)).stream().map(Proposal::candidate).toList();
  }

  @Test
  void everyCaseComesOnceAndTheSplitTurnsSlowest() {
    List<Candidate> all = sweep(History.of(List.of()), 100);
    assertThat(all).hasSize(2 * 3 * 2).doesNotHaveDuplicates();
    assertThat(all.stream().map(CASES::describe))
        .startsWith("one, 10 seen, split 1, seed 1", "other, 10 seen, split 1, seed 1")
        .endsWith("other, 30 seen, split 2, seed 1");
  }

  @Test
  void whatWasMeasuredIsNotProposedAgain() {
    List<Candidate> all = sweep(History.of(List.of()), 100);
    List<Evaluation> measured = List.of(measured(1, all.get(0)), measured(2, all.get(2)));
    assertThat(sweep(History.of(measured), 2)).containsExactly(all.get(1), all.get(3));
  }

  private static Evaluation measured(long number, Candidate candidate) {
    return new Evaluation.Measured(
        new Trial(number, Stage.SEARCH, candidate, 1, 1),
        new Place("", "", "", 0, 0, 0),
        Map.of("score", 1.0));
  }

  @Test
  void sizesThatAreTheSameAreRefused() {
    assertThatThrownBy(() -> new RankCases(CASES.predictors(), List.of(10, 10), 1, 1))
        .hasMessage("The sizes ([10, 10]) must differ.");
  }
}
