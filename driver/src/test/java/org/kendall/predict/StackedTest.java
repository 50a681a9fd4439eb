package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;

class StackedTest extends PredictorContract {
  private static final Nasbench201 SPACE = new Nasbench201(16, 5);
  private static final ClosedForm FEW_STEPS = new ClosedForm(1, 1, 0.5, 10, 500, 5_000);

  @Override
  Predictor predictor() {
    NeuralRanker network =
        new NeuralRanker(
            new Mlp(),
            new PairwiseHinge(),
            List.of(20),
            0,
            20,
            512,
            1e-2,
            0,
            Decay.NONE,
            NeuralRanker.Features.DENSE);
    return new Stacked(FEW_STEPS, List.of(network), 3);
  }

  /** Knows the truth, or its opposite. */
  private record Oracle(double factor) implements Predictor {
    @Override
    public Ranking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
      List<Scored> all = noisy(400);
      return candidates -> {
        double[] scores = new double[candidates.size()];
        for (int i = 0; i < scores.length; i++) {
          Candidate asked = candidates.get(i);
          scores[i] =
              all.stream()
                  .filter(one -> one.candidate().equals(asked))
                  .mapToDouble(one -> factor * one.gain())
                  .findFirst()
                  .orElseThrow();
        }
        return scores;
      };
    }

    @Override
    public void check(SearchSpace<?> space) {}
  }

  /** What no feature tells. */
  private static List<Scored> noisy(int count) {
    SplittableRandom random = new SplittableRandom(5);
    return sample(count).stream()
        .map(one -> new Scored(one.candidate(), one.gain() + 2 * random.nextGaussian()))
        .toList();
  }

  @Test
  void whatRanksWhatItHasNotSeenIsTrustedAndTheOppositeIsNot() {
    List<Scored> all = noisy(400);
    List<Scored> heldOut = all.subList(100, 400);
    double[] gains = heldOut.stream().mapToDouble(Scored::gain).toArray();
    Stacked stacked = new Stacked(FEW_STEPS, List.of(new Oracle(-1), new Oracle(1)), 5);
    StackedRanking ranking = stacked.fit(SPACE, all.subList(0, 100), new SplittableRandom(1));
    assertThat(ranking.weights()[0]).isZero();
    assertThat(ranking.weights()[1]).isEqualTo(1);
    double alone = KendallTau.of(ranking.closed().score(candidates(heldOut)), gains);
    assertThat(KendallTau.of(ranking.score(candidates(heldOut)), gains)).isGreaterThan(alone + .1);
  }

  @Test
  void scoresAreTheClosedFormPlusWeightedMeansOfTheFolds() {
    StackedRanking ranking =
        (StackedRanking) predictor().fit(SPACE, sample(60), new SplittableRandom(1));
    StackedRanking full =
        new StackedRanking(ranking.closed(), ranking.scale(), ranking.bags(), new double[] {0.3});
    List<Candidate> asked = candidates(sample(100));
    double[] closed = ranking.closed().score(asked);
    double[] scores = full.score(asked);
    for (int i = 0; i < scores.length; i++) {
      double sum = 0;
      for (StackedRanking.OnScale fold : ranking.bags().get(0).rankings()) {
        sum += fold.score(asked)[i];
      }
      double expected = closed[i] / ranking.scale() + 0.3 * sum / 3;
      assertThat(scores[i]).isCloseTo(expected, within(1e-5));
    }
  }

  @Test
  void fewCandidatesAreLeftToTheClosedForm() {
    StackedRanking ranking =
        (StackedRanking) predictor().fit(SPACE, sample(5), new SplittableRandom(1));
    assertThat(ranking.bags()).isEmpty();
  }

  @Test
  void asksForTwoFolds() {
    assertThatThrownBy(() -> new Stacked(FEW_STEPS, List.of(), 1))
        .hasMessage("The folds (1) must be two at least.");
  }
}
