package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.predict.Scored;
import org.kendall.predict.UncertainPredictor;
import org.kendall.predict.UncertainRanking;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

class UpperConfidenceTest {
  private static final Candidate A = Candidate.of(0, 0, 0, 0, 1);
  private static final Candidate B = Candidate.of(0, 0, 0, 0, 2);
  private static final Candidate C = Candidate.of(0, 0, 0, 0, 3);

  /** Means 2.0, 1.9, 1.2; each has deviation 1; the first two go together with .9. */
  private static final UncertainRanking THREE =
      new Given(
          List.of(A, B, C),
          new double[] {2.0, 1.9, 1.2},
          new double[][] {{1, 0.9, 0}, {0.9, 1, 0}, {0, 0, 1}});

  @Nested
  class Searching extends StrategyContract {
    @Override
    Strategy strategy() {
      return new PredictorGuided(
          10, new SumOrMore(), new Exhaustive(), new UpperConfidence(1, 60, 40));
    }
  }

  /**
   * A is picked first: 3.0 against 2.9 and 2.2. With A known, B keeps a variance of 1 - .81, so its
   * bound falls to 1.9 + sqrt(.19) = 2.336; with kappa = 2 the bounds are 2.772 and C's 3.2.
   */
  @Test
  void aPickCountsAsKnownForTheNext() {
    assertThat(picked(1, List.of())).containsExactly(A, B, C);
    assertThat(picked(2, List.of())).containsExactly(A, C, B);
  }

  @Test
  void roundLargerThanWhatIsConsideredTogetherIsTakenByItsBounds() {
    UpperConfidence picking = new UpperConfidence(2, 10, 2);
    Ask ask = new Ask(Toy.problem(), History.of(List.of()), List.of(), 3);
    List<Scored> met = List.of(new Scored(A, 2.0), new Scored(B, 1.9), new Scored(C, 1.2));
    assertThat(picking.pick(THREE, met, ask))
        .extracting(Proposal::candidate)
        .containsExactly(A, B, C); // with all three considered together C would come before B
  }

  @Test
  void aTrialUnderWayCountsAsKnown() {
    // B under way: A's bound falls from 4 to 2 + 2 sqrt(.19) = 2.872, below C's 3.2.
    Trial pending = new Trial(1, Stage.SEARCH, B, 0, 1);
    UpperConfidence picking = new UpperConfidence(2, 10, 10);
    Ask ask = new Ask(Toy.problem(), History.of(List.of()), List.of(pending), 1);
    assertThat(picking.pick(THREE, List.of(new Scored(A, 2.0), new Scored(C, 1.2)), ask))
        .extracting(Proposal::candidate)
        .containsExactly(C);
  }

  @Test
  void predictionsAreMeans() {
    assertThat(new UpperConfidence(2, 10, 10).pick(THREE, met(), ask(3)))
        .extracting(proposal -> proposal.predicted().getAsDouble())
        .containsExactly(2.0, 1.2, 1.9);
  }

  @Test
  void aPredictorThatIsNeverUnsureIsRefused() {
    PredictorGuided strategy =
        new PredictorGuided(10, new Toy.KnowsBest(), new Exhaustive(), new UpperConfidence());
    assertThatThrownBy(() -> strategy.check(Toy.problem()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(
            "Upper confidence needs a predictor that says how sure it is; KnowsBest does not.");
  }

  private static List<Candidate> picked(double kappa, List<Trial> pending) {
    Ask ask = new Ask(Toy.problem(), History.of(List.of()), pending, 3);
    return new UpperConfidence(kappa, 10, 10)
        .pick(THREE, met(), ask).stream().map(Proposal::candidate).toList();
  }

  private static List<Scored> met() {
    return List.of(new Scored(A, 2.0), new Scored(B, 1.9), new Scored(C, 1.2));
  }

  private static Ask ask(int count) {
    return new Ask(Toy.problem(), History.of(List.of()), List.of(), count);
  }

  /** A normal distribution that is written down. */
  private record Given(List<Candidate> known, double[] means, double[][] covariances)
      implements UncertainRanking {
    @Override
    public double[] score(List<Candidate> candidates) {
      return candidates.stream().mapToDouble(one -> means[known.indexOf(one)]).toArray();
    }

    @Override
    public double[] deviations(List<Candidate> candidates) {
      return candidates.stream()
          .mapToInt(known::indexOf)
          .mapToDouble(place -> Math.sqrt(covariances[place][place]))
          .toArray();
    }

    @Override
    public double[][] covariance(List<Candidate> candidates) {
      return candidates.stream()
          .map(a -> candidates.stream().mapToDouble(b -> between(a, b)).toArray())
          .toArray(double[][]::new);
    }

    private double between(Candidate a, Candidate b) {
      return covariances[known.indexOf(a)][known.indexOf(b)];
    }
  }

  /** The sum of the digits, independent of each other. */
  private record SumOrMore() implements UncertainPredictor {
    @Override
    public UncertainRanking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
      return new Independent();
    }

    @Override
    public void check(SearchSpace<?> space) {}
  }

  private record Independent() implements UncertainRanking {
    @Override
    public double[] score(List<Candidate> candidates) {
      return new Toy.KnowsBest().fit(new Toy.Digits(), List.of(), null).score(candidates);
    }

    @Override
    public double[] deviations(List<Candidate> candidates) {
      return candidates.stream().mapToDouble(Candidate::size).toArray();
    }

    @Override
    public double[][] covariance(List<Candidate> candidates) {
      double[] deviations = deviations(candidates);
      double[][] covariance = new double[deviations.length][deviations.length];
      for (int i = 0; i < deviations.length; i++) {
        covariance[i][i] = deviations[i] * deviations[i];
      }
      return covariance;
    }
  }
}
