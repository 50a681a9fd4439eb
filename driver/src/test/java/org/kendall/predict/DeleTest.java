package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.kendall.predict.ProxyCells.CELLS;
import static org.kendall.predict.ProxyCells.SMALL;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Preparation;
import org.kendall.space.Candidate;
import org.kendall.space.CellSpace;
import org.kendall.space.SearchSpace;

class DeleTest extends PredictorContract {
  @TempDir private static Path folder;
  private static ProxyCells cells;

  @BeforeAll
  static void writeProxies() throws IOException {
    cells = ProxyCells.in(folder);
  }

  @Override
  SearchSpace<?> space() {
    return cells.with("good", "useless");
  }

  @Override
  Dele predictor() {
    return ProxyCells.dele();
  }

  @Test
  void theGateGivesWeightsThatSumToOneForEachCandidate() {
    EnsembleRanking<?> ranking = predictor().fit(space(), sample(40), new SplittableRandom(1));
    List<Candidate> asked = candidates(sample(200));
    double[][] gate = ranking.gate(asked);
    assertThat(gate).hasDimensions(200, 2);
    for (double[] row : gate) {
      assertThat(row[0]).isBetween(0.0, 1.0);
      assertThat(row[0] + row[1]).isCloseTo(1, within(1e-6));
    }
    assertThat(Arrays.stream(gate).map(Arrays::hashCode).distinct().count()).isGreaterThan(10);
    Map<String, Double> weights = ranking.weights(asked);
    assertThat(weights.keySet()).containsExactly("good", "useless");
    assertThat(weights.get("good"))
        .isCloseTo(
            Arrays.stream(gate).mapToDouble(row -> row[0]).average().orElseThrow(), within(1e-9));
  }

  /**
   * Experts learn from labels too, so the useless one is not useless for long; yet the gate turns
   * from it. Against the same gate before the fit, with three fixed seeds.
   */
  @Test
  void aUselessExpertLosesWeight() {
    double lost = 0;
    for (int seed = 1; seed <= 3; seed++) {
      double before = weightOfUseless(1e-12, seed);
      double after = weightOfUseless(3e-3, seed);
      assertThat(after).as("seed %d, before %s", seed, before).isLessThan(before);
      lost += (before - after) / 3;
    }
    assertThat(lost).isGreaterThan(0.05);
  }

  private double weightOfUseless(double learningRate, int seed) {
    Pretraining pretraining = new Pretraining(40, 400, 64, 3e-3, Decay.NONE, seed);
    return new Dele(
            SMALL,
            new PairwiseHinge(),
            List.of(16),
            0,
            learningRate < 1e-3 ? 1 : 200,
            64,
            learningRate,
            Decay.NONE,
            List.of(),
            pretraining)
        .fit(space(), sample(60), new SplittableRandom(seed))
        .weights(candidates(sample(200)))
        .get("useless");
  }

  @Test
  void aFitFromFilesIsTheFitThatTrainsItself() throws Exception {
    Path run = folder.resolve("files");
    for (Preparation preparation : predictor().preparations(space())) {
      assertThat(preparation.prepare(ProxyCells.context(run))).containsEntry("missing", 0.0);
    }
    List<Candidate> asked = candidates(sample(100));
    double[] own = predictor().fit(space(), sample(30), new SplittableRandom(2)).score(asked);
    Predictor started = predictor().startingFrom(run.toString());
    assertThat(started.fit(space(), sample(30), new SplittableRandom(2)).score(asked))
        .isEqualTo(own);
    Predictor nowhere = predictor().startingFrom(run + "-not");
    assertThatThrownBy(() -> nowhere.fit(space(), sample(30), new SplittableRandom(2)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("files-not/experts");
  }

  @Test
  void refusesWhatItCannotLearnFrom() {
    assertThatThrownBy(() -> predictor().check(CELLS))
        .hasMessageContaining("none is told of the candidates of Nasbench201")
        .hasMessageContaining("low_fidelity");
    Dele unknown =
        new Dele(
            SMALL,
            new PairwiseHinge(),
            List.of(16),
            0,
            1,
            64,
            1e-3,
            Decay.NONE,
            List.of("snip"),
            new Pretraining());
    assertThatThrownBy(() -> unknown.check(space()))
        .hasMessage(
            "The experts (snip) must be low-fidelity kinds of the job; there are good, useless.");
    assertThatThrownBy(
            () ->
                new Dele(
                    SMALL,
                    new PairwiseComparator(),
                    List.of(16),
                    0,
                    1,
                    64,
                    1e-3,
                    Decay.NONE,
                    List.of(),
                    new Pretraining()))
        .hasMessageStartingWith("The loss (PairwiseComparator) must be one of scores");
    assertThatThrownBy(() -> new Pretraining(0, 10, 10, 1, Decay.NONE, 1))
        .hasMessageContaining("epochs (0)");
    assertThat(space()).isInstanceOf(CellSpace.class);
  }
}
