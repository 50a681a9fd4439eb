package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;

/** What every predictor must do; its test extends this one. */
abstract class PredictorContract {
  private static final Nasbench201 SPACE = new Nasbench201(16, 5);
  private static final int LEARNT = 60;

  /** The predictor with settings under which a fit to 60 candidates takes about a second. */
  abstract Predictor predictor();

  /** The space as the predictor sees it. */
  SearchSpace<?> space() {
    return SPACE;
  }

  @Test
  void learnsHowManyConvolutionsThereAre() {
    List<Scored> all = sample(500);
    Ranking ranking = fit(all.subList(0, LEARNT), 1);
    List<Scored> heldOut = all.subList(LEARNT, all.size());
    double[] gains = heldOut.stream().mapToDouble(Scored::gain).toArray();
    assertThat(KendallTau.of(ranking.score(candidates(heldOut)), gains)).isGreaterThan(0.8);
  }

  @Test
  void equalGeneratorsGiveEqualScores() {
    List<Scored> seen = sample(LEARNT);
    List<Candidate> asked = candidates(sample(300));
    double[] scores = fit(seen, 2).score(asked);
    assertThat(fit(seen, 2).score(asked)).isEqualTo(scores);
  }

  @Test
  void scoresDependNeitherOnTheOrderNorOnTheNumberOfCandidatesAsked() {
    Ranking ranking = fit(sample(20), 3);
    List<Candidate> asked = candidates(sample(700));
    double[] together = ranking.score(asked);
    List<Integer> order =
        new ArrayList<>(LongStream.range(0, asked.size()).mapToObj(i -> (int) i).toList());
    Collections.shuffle(order, new Random(4));
    double[] shuffled = ranking.score(order.stream().map(asked::get).toList());
    double scale =
        Math.abs(Collections.max(asDoubles(together)) - Collections.min(asDoubles(together)));
    for (int i = 0; i < shuffled.length; i++) {
      int place = order.get(i);
      assertThat(shuffled[i]).isCloseTo(together[place], within(1e-5 * scale));
      if (i < 20) {
        double alone = ranking.score(List.of(asked.get(place)))[0];
        assertThat(alone).isCloseTo(together[place], within(1e-5 * scale));
      }
    }
    assertThat(ranking.score(List.of())).isEmpty();
  }

  @Test
  void candidatesThatMeanTheSameGetEqualScores() {
    Ranking ranking = fit(sample(20), 5);
    List<Candidate> asked = candidates(sample(500));
    double[] scores = ranking.score(asked);
    assertThat(ranking.score(asked.stream().map(SPACE::canonical).toList())).isEqualTo(scores);
  }

  @Test
  void takesCandidatesThatAreAllWorthTheSame() {
    List<Scored> flat = sample(8).stream().map(s -> new Scored(s.candidate(), 1)).toList();
    for (double score : fit(flat, 6).score(candidates(flat))) {
      assertThat(score).isFinite();
    }
  }

  @Test
  void asksForTwoCandidatesAtLeast() {
    assertThatThrownBy(() -> fit(sample(1), 7))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The candidates seen (1) must be at least two.");
  }

  /** The same candidates at each call, the first of a longer list those of a shorter one. */
  static List<Scored> sample(int count) {
    SplittableRandom random = new SplittableRandom(99);
    return LongStream.generate(() -> random.nextLong(SPACE.size()))
        .distinct()
        .mapToObj(SPACE::at)
        .filter(SPACE::allows)
        .limit(count)
        .map(candidate -> new Scored(candidate, convolutions(candidate)))
        .toList();
  }

  static List<Candidate> candidates(List<Scored> scored) {
    return scored.stream().map(Scored::candidate).toList();
  }

  private static int convolutions(Candidate candidate) {
    List<Operation> live = SPACE.decode(SPACE.canonical(candidate)).operations();
    return Collections.frequency(live, Operation.CONV_3X3);
  }

  private Ranking fit(List<Scored> seen, long seed) {
    return predictor().fit(space(), seen, new SplittableRandom(seed));
  }

  private static List<Double> asDoubles(double[] values) {
    List<Double> list = new ArrayList<>();
    for (double value : values) {
      list.add(value);
    }
    return list;
  }
}
