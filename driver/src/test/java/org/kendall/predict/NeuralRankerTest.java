package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.space.Candidate;
import org.kendall.space.Darts;
import org.kendall.space.Nasbench101;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;

class NeuralRankerTest {
  private static final List<Encoder> ENCODERS = Encoders.all(32);
  private static final List<Loss> LOSSES =
      List.of(
          new PairwiseHinge(),
          new PairwiseBce(),
          new PairwiseComparator(),
          new Regression(),
          new ListMle());
  private static final List<SearchSpace<?>> SPACES =
      List.of(new Nasbench201(16, 5), new Nasbench101(), new Darts());

  /** Every loss on one space, one loss on every space. */
  static Stream<Arguments> combinations() {
    return Stream.concat(ofCells(), ofSchedules());
  }

  private static Stream<Arguments> ofSchedules() {
    return MadeUpSampling.spaces().stream()
        .map(space -> Arguments.of(new ScheduleLstm(), LOSSES.get(0), space));
  }

  private static Stream<Arguments> ofCells() {
    return ENCODERS.stream()
        .flatMap(
            encoder ->
                Stream.concat(
                    LOSSES.stream().map(loss -> Arguments.of(encoder, loss, SPACES.get(0))),
                    SPACES.stream()
                        .skip(1)
                        .map(space -> Arguments.of(encoder, LOSSES.get(0), space))));
  }

  /** Ten candidates in an order of our own: a network of that size can learn it by heart. */
  @ParameterizedTest
  @MethodSource("combinations")
  void everyEncoderLearnsTenCandidatesByHeart(Encoder encoder, Loss loss, SearchSpace<?> space) {
    List<Scored> seen = ten(space);
    NeuralRanker ranker =
        new NeuralRanker(
            encoder,
            loss,
            List.of(32),
            0,
            300,
            16,
            3e-3,
            0,
            Decay.NONE,
            NeuralRanker.Features.NONE);
    Ranking ranking = ranker.fit(space, seen, new SplittableRandom(1));
    List<Candidate> candidates = seen.stream().map(Scored::candidate).toList();
    double[] gains = seen.stream().mapToDouble(Scored::gain).toArray();
    double[] scores = ranking.score(candidates);
    assertThat(KendallTau.of(scores, gains)).isEqualTo(1);
    assertThat(ranker.fit(space, seen, new SplittableRandom(1)).score(candidates))
        .isEqualTo(scores);
  }

  private static List<Scored> ten(SearchSpace<?> space) {
    SplittableRandom random = new SplittableRandom(3);
    List<Candidate> candidates =
        Stream.generate(() -> space.canonical(space.random(random)))
            .filter(space::allows)
            .distinct()
            .limit(10)
            .toList();
    return candidates.stream()
        .map(candidate -> new Scored(candidate, candidates.indexOf(candidate)))
        .toList();
  }
}
