package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.space.Candidate;
import org.kendall.space.ScheduleSpace;

/**
 * How well predictors that saw 200 schedules rank 200 others, by made-up distances with 1.5 % of
 * noise. The distances without noise would have a tau of .97; bounds are three or more deviations
 * below the means that were measured.
 */
class SchedulePredictorsTest {
  private static final int LEARNT = 200;

  private static Stream<Arguments> onAll(Predictor predictor, double bound) {
    return MadeUpSampling.spaces().stream().map(space -> Arguments.of(predictor, space, bound));
  }

  static Stream<Arguments> ofFeatures() {
    return Stream.of(
            onAll(new KernelRidge(), 0.80),
            onAll(new GaussianProcess(), 0.85),
            onAll(new ClosedForm(1, 2, 0.5, 40, 500, 5_000), 0.85))
        .flatMap(all -> all);
  }

  @ParameterizedTest
  @MethodSource("ofFeatures")
  void thoseOfFeaturesRankSchedulesOfEverySpace(
      Predictor predictor, ScheduleSpace<?> space, double bound) {
    assertThat(tau(predictor, space, 1)).isGreaterThan(bound);
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void theEncoderRanksSchedulesOfEverySpace(ScheduleSpace<?> space) {
    assertThat(tau(encoder(space, 1, 10), space, 1)).isGreaterThan(0.7);
  }

  static List<ScheduleSpace<?>> spaces() {
    return MadeUpSampling.spaces();
  }

  /** Means of four splits; all of it takes some minutes. */
  @ParameterizedTest
  @MethodSource("spaces")
  @Tag("slow")
  void meansAreAsMeasured(ScheduleSpace<?> space) {
    assertThat(mean(space, seed -> new ClosedForm())).isGreaterThan(0.9);
    assertThat(mean(space, seed -> encoder(space, seed, 40))).isGreaterThan(0.83);
  }

  private interface BySeed {
    Predictor of(long seed);
  }

  private static double mean(ScheduleSpace<?> space, BySeed predictor) {
    return IntStream.range(0, 4)
        .mapToDouble(seed -> tau(predictor.of(seed), space, seed))
        .average()
        .orElseThrow();
  }

  private static List<Scored> split(ScheduleSpace<?> space, long seed) {
    return MadeUpSampling.sample(space, 2 * LEARNT, 1_000 + seed);
  }

  private static double tau(Predictor predictor, ScheduleSpace<?> space, long seed) {
    List<Scored> all = split(space, seed);
    Ranking ranking = predictor.fit(space, all.subList(0, LEARNT), new SplittableRandom(seed));
    List<Scored> others = all.subList(LEARNT, all.size());
    List<Candidate> asked = others.stream().map(Scored::candidate).toList();
    return KendallTau.of(ranking.score(asked), others.stream().mapToDouble(Scored::gain).toArray());
  }

  /** Pairs whose difference is among the smallest tenth are not learnt from. */
  private static Predictor encoder(ScheduleSpace<?> space, long seed, int epochs) {
    double[] gains =
        split(space, seed).subList(0, LEARNT).stream().mapToDouble(Scored::gain).toArray();
    double[] differences =
        IntStream.range(0, LEARNT)
            .boxed()
            .flatMapToDouble(
                i -> IntStream.range(0, i).mapToDouble(j -> Math.abs(gains[i] - gains[j])))
            .sorted()
            .toArray();
    double threshold = differences[differences.length / 10];
    return new NeuralRanker(
        new ScheduleLstm(),
        new PairwiseHinge(1, new PairSampling(threshold, 100)),
        List.of(200, 200, 200),
        0,
        epochs,
        32,
        3e-3,
        0,
        Decay.NONE,
        NeuralRanker.Features.NONE);
  }
}
