package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench201;

class ClosedFormTest extends PredictorContract {
  private static final Nasbench201 SPACE = new Nasbench201(16, 5);
  private static final ClosedForm FEW_STEPS = new ClosedForm(2, 3, 0.5, 15, 500, 5_000);

  @Override
  Predictor predictor() {
    return FEW_STEPS;
  }

  @Test
  void scoresAreTheMeanOfItsMembers() {
    ClosedFormRanking ranking = FEW_STEPS.fit(SPACE, sample(40), new SplittableRandom(1));
    List<Candidate> asked = candidates(sample(100));
    List<double[]> members = ranking.memberScores(asked);
    assertThat(members).hasSize(8);
    double[] scores = ranking.score(asked);
    for (int i = 0; i < scores.length; i++) {
      int place = i;
      assertThat(members.stream().mapToDouble(one -> one[place]).average().orElseThrow())
          .isCloseTo(scores[i], within(1e-9));
    }
  }

  @Test
  void covarianceHasSquaredDeviationsOnItsDiagonal() {
    ClosedFormRanking ranking = FEW_STEPS.fit(SPACE, sample(40), new SplittableRandom(1));
    List<Candidate> asked = candidates(sample(60));
    double[] deviations = ranking.deviations(asked);
    double[][] covariance = ranking.covariance(asked);
    for (int i = 0; i < deviations.length; i++) {
      assertThat(covariance[i][i]).isCloseTo(deviations[i] * deviations[i], within(1e-7));
    }
  }

  @Test
  void importancesAreSharesOfNamedFeatures() {
    ClosedFormRanking ranking = FEW_STEPS.fit(SPACE, sample(40), new SplittableRandom(1));
    assertThat(ranking.importances().values().stream().mapToDouble(share -> share).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(ranking.importances()).containsKey("count_conv3x3");
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatThrownBy(() -> new ClosedForm(5, 8, 0.4, 40, 500, 500))
        .hasMessage("The transforms (5) must be 1 to 4.");
  }
}
