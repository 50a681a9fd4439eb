package org.kendall.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Metric;

class RankFiguresTest {
  @Test
  void correlationsAreThoseWorkedByHand() {
    // Ranks 1 2 3 4 against 1 3 2 4: one of six pairs is against; sum of d^2 = 2.
    Map<String, Double> figures =
        RankFigures.of(new double[] {10, 20, 30, 40}, new double[] {1, 3, 2, 4});
    assertThat(figures.get("kendall_tau")).isCloseTo(4.0 / 6, within(1e-12));
    assertThat(figures.get("spearman")).isCloseTo(1 - 6 * 2 / (4 * 15.0), within(1e-12));
    assertThat(figures.get("pearson")).isCloseTo(0.8, within(1e-12)); // 4 / 5
  }

  @Test
  void topFiguresAreThoseWorkedByHand() {
    // Twenty architectures, 20 the best. The predictor puts 18 first, then 20, then 1.
    double[] gains = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();
    double[] scores = gains.clone();
    scores[17] = 100;
    scores[19] = 99;
    scores[0] = 98;
    Map<String, Double> figures = RankFigures.of(scores, gains);
    // k = 1 of 20 at 0.1 %, 1 % and 5 %: 18 is third. k = 2 at 10 %: 18 and 20.
    assertThat(figures)
        .containsEntry("precision_at_0_1pct", 0.0)
        .containsEntry("best_rank_at_0_1pct", 3.0)
        .containsEntry("precision_at_5pct", 0.0)
        .containsEntry("best_rank_at_5pct", 3.0)
        .containsEntry("precision_at_10pct", 0.5)
        .containsEntry("best_rank_at_10pct", 1.0);
  }

  @Test
  void equallyGoodOnesShareTheBetterRank() {
    double[] gains = {5, 5, 1, 1, 1, 1, 1, 1, 1, 1};
    double[] scores = {1, 2, 0, 0, 0, 0, 0, 0, 0, 0};
    Map<String, Double> figures = RankFigures.of(scores, gains);
    assertThat(figures).containsEntry("best_rank_at_10pct", 1.0);
    assertThat(figures).containsEntry("precision_at_10pct", 1.0);
  }

  @Test
  void everyFigureIsAnnounced() {
    double[] values = IntStream.range(0, 30).asDoubleStream().toArray();
    assertThat(RankFigures.of(values, values).keySet())
        .containsExactlyElementsOf(RankFigures.metrics().stream().map(Metric::name).toList());
  }
}
