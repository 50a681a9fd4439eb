package org.kendall.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;
import org.kendall.space.Candidate;
import org.kendall.strategy.Ask;
import org.kendall.strategy.History;
import org.kendall.strategy.Proposal;

class PreparationPlanTest {
  private record Piece(String name, List<String> after) implements Preparation {
    @Override
    public Map<String, Double> prepare(TrialContext context) {
      return Map.of();
    }

    /** The first a byte, the second ten, the third a hundred. */
    @Override
    public long bytes() {
      return Math.round(Math.pow(10, name.charAt(0) - 'a'));
    }
  }

  private static final Place PLACE = new Place("here", "0", "cpu", 0, 0, 1);
  private static final SearchPlan PLAN =
      PreparationPlan.of(
          "job",
          1,
          List.of(
              new Piece("a", List.of()),
              new Piece("b", List.of()),
              new Piece("c", List.of("a", "b"))));

  private static List<Candidate> proposed(Evaluation... evaluations) {
    Ask ask = new Ask(PLAN.problem(), History.of(List.of(evaluations)), List.of(), 3);
    return PLAN.strategy().propose(ask, new SplittableRandom(1)).stream()
        .map(Proposal::candidate)
        .toList();
  }

  private static Evaluation done(int piece) {
    return new Evaluation.Measured(trial(piece), PLACE, Map.of("seconds", 1.0));
  }

  private static Trial trial(int piece) {
    return new Trial(piece + 1, Stage.SEARCH, Candidate.of(piece), 1, 1);
  }

  @Test
  void whatWaitsForOthersComesAfterAllOfThem() {
    assertThat(proposed()).containsExactly(Candidate.of(0), Candidate.of(1));
    assertThat(proposed(done(0))).containsExactly(Candidate.of(1));
    assertThat(proposed(done(0), done(1))).containsExactly(Candidate.of(2));
    assertThat(proposed(done(0), done(1), done(2))).isEmpty();
  }

  @Test
  void whatFailedIsTriedOnceMoreWhenTheRunGoesOn() {
    Evaluation failed =
        new Evaluation.Failed(trial(1), PLACE, FailureKind.THREW, "no space left", "");
    SearchPlan plan =
        PreparationPlan.goingOn(PLAN, log(RunHeader.of(PLAN, "", "test"), done(0), failed));
    assertThat(plan.stop().trials()).isEqualTo(4);
    History history = History.of(List.of(done(0), failed));
    assertThat(plan.strategy().propose(new Ask(PLAN.problem(), history, List.of(), 3), random()))
        .extracting(Proposal::candidate)
        .containsExactly(Candidate.of(1));
    Trial again = new Trial(9, Stage.SEARCH, Candidate.of(1), 1, 1);
    History failedAgain =
        History.of(
            List.of(
                done(0),
                failed,
                new Evaluation.Failed(again, PLACE, FailureKind.THREW, "no space left", "")));
    assertThat(
            plan.strategy().propose(new Ask(PLAN.problem(), failedAgain, List.of(), 3), random()))
        .isEmpty();
  }

  private static SplittableRandom random() {
    return new SplittableRandom(1);
  }

  @Test
  void spaceIsWantedForWhatIsLeft() {
    RunHeader header = RunHeader.of(PLAN, "", "test");
    assertThat(PreparationPlan.bytesLeft(PLAN, log(header))).isEqualTo(111);
    assertThat(PreparationPlan.bytesLeft(PLAN, log(header, done(1)))).isEqualTo(101);
  }

  private static RunLog log(RunHeader header, Evaluation... evaluations) {
    return new RunLog(header, List.of(), List.of(), List.of(evaluations));
  }

  @Test
  void whatWaitsForAFailedOneNeverComes() {
    Evaluation failed =
        new Evaluation.Failed(trial(1), PLACE, FailureKind.THREW, "no such file", "");
    assertThat(proposed(done(0), failed)).isEmpty();
  }

  @Test
  void waitingForWhatComesLaterIsRefused() {
    List<Preparation> pieces = List.of(new Piece("c", List.of("a")), new Piece("a", List.of()));
    assertThatThrownBy(() -> PreparationPlan.of("job", 1, pieces))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("c must stand behind all that it waits for: [a]");
  }

  @Test
  void twoOfOneNameAreRefused() {
    List<Preparation> pieces = List.of(new Piece("a", List.of()), new Piece("a", List.of()));
    assertThatThrownBy(() -> PreparationPlan.of("job", 1, pieces))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("name a");
  }
}
