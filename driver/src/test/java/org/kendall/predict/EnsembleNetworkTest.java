package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.kendall.predict.PredictorContract.candidates;
import static org.kendall.predict.PredictorContract.sample;
import static org.kendall.predict.ProxyCells.CELLS;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EnsembleNetworkTest {
  @Test
  void gradientOfTheEnsembleIsThatOfFiniteDifferences() {
    SplittableRandom random = new SplittableRandom(7);
    Gates tiny =
        new Gates(
            3,
            3,
            4,
            List.of(4, 5),
            Gates.SelfLoops.NONE,
            Gates.Residual.INPUT,
            Gates.Readout.OUTPUT);
    assertGradient(tiny.network(CELLS), random);
  }

  private <V> void assertGradient(EncoderNetwork<V> encoding, SplittableRandom random) {
    List<Integer> head = List.of(6);
    EnsembleNetwork<V> network =
        new EnsembleNetwork<>(
            new ScoringNetwork<>(encoding, 0, new ScoreHead(encoding.width(), head)),
            new ScoringNetwork<>(encoding, 0, new ScoreHead(encoding.width(), head, 3)));
    List<Scored> seen = sample(8);
    Inputs<V> inputs =
        new Inputs.Reader<>(CELLS, encoding, SideInput.none()).read(candidates(seen));
    int[] rows = new int[8];
    EnsembleNetwork<V>.Laid laid = network.lay(inputs);
    Arrays.setAll(rows, i -> laid.rowOf(inputs.inputOf()[i]));
    Loss.Lesson lesson =
        new PairwiseHinge(1, new PairSampling(0, 8))
            .lesson(random.doubles(8).toArray(), random)
            .orElseThrow();
    FiniteDifferences differences =
        new FiniteDifferences(
            flat -> {
              NDList parameters = network.parameters().split(flat);
              RankingNetwork.Said said = laid.said(parameters, UnaryOperator.identity());
              return lesson.loss(new OnRows(said, rows));
            });
    double[] values = FiniteDifferences.draw(network.parameters(), random);
    List<Integer> some = new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
    Collections.shuffle(some, new java.util.Random(1));
    int[] components = some.stream().limit(300).mapToInt(i -> i).toArray();
    assertThat(differences.check(values, components)).isGreaterThan(1e-3);
  }

  /** What a loss asks, on rows that are known. */
  private record OnRows(RankingNetwork.Said said, int[] rows) implements Loss.BatchScores {
    @Override
    public NDArray of(int[] places) {
      int[] at = Arrays.stream(places).map(place -> rows[place]).toArray();
      return Tensors.rows(said.scores(), at);
    }

    @Override
    public NDArray comparing(int[] first, int[] second) {
      throw new UnsupportedOperationException();
    }
  }
}
