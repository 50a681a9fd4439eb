package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;

class HypervolumeGainTest {
  private static final Candidate CHEAP = Candidate.of(0, 0, 0, 0, 1);
  private static final Candidate DEAR = Candidate.of(1, 1, 2, 2, 4);

  @Nested
  class Enumerating extends StrategyContract {
    @Override
    Strategy strategy() {
      return new PredictorGuided(
          10, new Toy.KnowsBest(), new Exhaustive(), new HypervolumeGain(1, 60, 40));
    }

    @Override
    Problem<?> problem() {
      return Toy.ofTwo();
    }
  }

  @Nested
  class Evolving extends StrategyContract {
    @Override
    Strategy strategy() {
      InnerEvolution evolution = new InnerEvolution(40, 10, 10, 0.5);
      return new PredictorGuided(
          10, new Toy.KnowsBest(), evolution, new HypervolumeGain(1, 60, 40));
    }

    @Override
    Problem<?> problem() {
      return Toy.ofTwo();
    }
  }

  /**
   * Measured are a sum of 1 at a product of 0, and 10 at 8: from (1, -8) nothing is dominated yet.
   * A sum of 9 at 6 adds 8 x 2; of 5 at 2, 4 x 6; of 8 at 0, 7 x 8.
   */
  @Test
  void whatAddsMostIsPickedFirst() {
    List<Candidate> met =
        List.of(
            Candidate.of(0, 2, 2, 2, 3), Candidate.of(0, 1, 1, 1, 2), Candidate.of(0, 0, 0, 0, 8));
    assertThat(picked(met, List.of(), 1)).containsExactly(Candidate.of(0, 0, 0, 0, 8));
  }

  /**
   * With 8 at 0 on the front, 9 at 6 adds 1 x 2 and 5 at 2 nothing at all; so does a pick and so
   * does a trial under way.
   */
  @Test
  void aPickAndATrialUnderWayStandOnTheFront() {
    Candidate best = Candidate.of(0, 0, 0, 0, 8);
    Candidate some = Candidate.of(0, 2, 2, 2, 3);
    Candidate little = Candidate.of(0, 1, 1, 1, 2);
    assertThat(picked(List.of(some, little, best), List.of(), 3))
        .containsExactly(best, some, little);
    assertThat(picked(List.of(some, little), List.of(), 1)).containsExactly(little);
    Trial pending = new Trial(9, Stage.SEARCH, best, 0, 1);
    assertThat(picked(List.of(some, little), List.of(pending), 1)).containsExactly(some);
  }

  @Test
  void itIsJournaledWhatIsPredictedOfTheMeasuredObjective() {
    HypervolumeGain picking = new HypervolumeGain(1, 10, 10);
    Candidate candidate = Candidate.of(0, 0, 0, 0, 8);
    Ask ask = ask(List.of(), 1);
    Ranking aim = picking.aim(List.of(sums()), ask);
    assertThat(picking.pick(aim, List.of(new Scored(candidate, 0.5)), ask))
        .extracting(proposal -> proposal.predicted().getAsDouble())
        .containsExactly(8.0);
  }

  @Test
  void whatWouldAddNothingIsWorthLessTheFartherItIsFromTheFront() {
    PresentFront front =
        PresentFront.of(new double[] {0, 0}, List.of(new double[] {2, 10}, new double[] {4, 5}));
    // In shares of 4 and 10: (3, 3) must gain .25 in the first or .2 in the second.
    assertThat(front.worth(new double[] {3, 3})).isCloseTo(-0.2, within(1e-12));
    assertThat(front.worth(new double[] {1, 3})).isCloseTo(-0.25, within(1e-12));
    assertThat(front.worth(new double[] {4, 5})).isZero();
    // Below the reference by .5 of 4.
    assertThat(front.worth(new double[] {-2, 20})).isCloseTo(-0.5, within(1e-12));
    // From (2, 5) to (3, 10): 1 x 5 of 40.
    assertThat(front.worth(new double[] {3, 10})).isCloseTo(5.0 / 40, within(1e-12));
  }

  @Test
  void scoresStandForTheGainsOfTheSamePlace() {
    GainScale scale = new GainScale(new double[] {0.5, -1, 0, 2, 1}, new double[] {7, 1, 3, 9, 8});
    assertThat(scale.gain(0)).isEqualTo(3);
    assertThat(scale.gain(0.25)).isEqualTo(5);
    assertThat(scale.gain(2)).isEqualTo(9);
    assertThat(scale.gain(-5)).isEqualTo(1);
    // It rises by 1 from the score 1 on, the fourth of five places, to 2.
    assertThat(scale.gain(4)).isEqualTo(11);
    assertThat(new GainScale(new double[] {1, 1}, new double[] {2, 3}).gain(5)).isEqualTo(3);
  }

  @Test
  void waysOfPickingAreForTheirNumberOfObjectives() {
    Toy.KnowsBest predictor = new Toy.KnowsBest();
    assertThatThrownBy(() -> new HypervolumeGain(1, 10, 10).check(predictor, Toy.problem()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("Hypervolumes need several objectives; here is sum.");
    assertThatThrownBy(() -> new Greedy().check(predictor, Toy.ofTwo()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("This way of picking looks at one objective; here are sum, product")
        .hasMessageContaining("Maybe choose picking: hypervolume.");
    assertThatThrownBy(() -> new RegularizedEvolution().check(Toy.ofTwo()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Maybe choose strategy: nsga2.");
  }

  /** Those that together dominate most, from (1, -8): 10 at 8 adds nothing, as 1 at 0. */
  @Test
  void representativesAreSpreadAlongTheFront() {
    List<Measured> measured = new ArrayList<>();
    measured.add(measured(1, CHEAP, 1)); // at 0
    measured.add(measured(2, DEAR, 10)); // at 8
    measured.add(measured(3, Candidate.of(0, 1, 1, 1, 2), 5)); // at 2: 4 x 6
    measured.add(measured(4, Candidate.of(0, 2, 2, 2, 3), 9)); // at 6: 8 x 2, then 4 x 2
    measured.add(measured(5, Candidate.of(0, 0, 1, 1, 3), 5.5)); // at 3: 4.5 x 5, then .5 x 5
    measured.add(measured(6, Candidate.of(0, 0, 1, 2, 2), 2)); // at 4: not on the front
    assertThat(Representatives.of(Toy.ofTwo(), measured, 3))
        .extracting(one -> one.trial().number())
        .containsExactly(3L, 4L, 5L);
    assertThat(Representatives.front(Toy.ofTwo(), measured))
        .extracting(one -> one.trial().number())
        .containsExactly(2L, 4L, 5L, 3L, 1L);
    assertThat(Representatives.of(Toy.ofTwo(), List.of(), 3)).isEmpty();
  }

  private static List<Candidate> picked(List<Candidate> met, List<Trial> pending, int count) {
    HypervolumeGain picking = new HypervolumeGain(1, 10, 10);
    Ask ask = ask(pending, count);
    Ranking aim = picking.aim(List.of(sums()), ask);
    double[] worths = aim.score(met);
    List<Scored> scored = new ArrayList<>();
    for (int i = 0; i < worths.length; i++) {
      scored.add(new Scored(met.get(i), worths[i]));
    }
    return picking.pick(aim, scored, ask).stream().map(Proposal::candidate).toList();
  }

  private static Ask ask(List<Trial> pending, int count) {
    History history = History.of(List.<Evaluation>of(measured(1, CHEAP, 1), measured(2, DEAR, 10)));
    return new Ask(Toy.ofTwo(), history, pending, count);
  }

  private static Ranking sums() {
    return new Toy.KnowsBest()
        .fit(new Toy.Digits(), List.of(), RandomGeneratorFactory.of("L64X128MixRandom").create(1));
  }

  private static Measured measured(long number, Candidate candidate, double sum) {
    Trial trial = new Trial(number, Stage.SEARCH, candidate, 0, 1);
    return new Measured(trial, new Place("h", "0", "cpu", 0, 0, 1), Map.of("sum", sum));
  }
}
