package org.kendall.jobs;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/**
 * What the candidates of a problem cost: of all of them where the space is small, else of a random
 * sample. Candidates that mean the same count once where all are looked at.
 *
 * @param coverage whether all were looked at
 * @param allowed how many of those looked at the space allows
 * @param affordable how many of the allowed ones keep every limit, all costs being known
 * @param ranges the known costs of the allowed ones, by name
 * @param unknown how many of the allowed ones have no known cost, by its name
 */
record CostSurvey(
    Coverage coverage,
    long allowed,
    long affordable,
    Map<String, Range> ranges,
    Map<String, Long> unknown) {
  /** Spaces up to this size are looked at whole. */
  static final int WHOLE = 20_000;

  static final int SAMPLE = 4_000;

  enum Coverage {
    WHOLE_SPACE,
    RANDOM_SAMPLE
  }

  /**
   * From the least to the largest.
   *
   * @param cheapest a candidate of the least cost
   */
  record Range(double least, Candidate cheapest, double most) {
    Range and(Range other) {
      return new Range(
          Math.min(least, other.least),
          other.least < least ? other.cheapest : cheapest,
          Math.max(most, other.most));
    }
  }

  static CostSurvey of(Problem<?> problem) {
    SearchSpace<?> space = problem.space();
    boolean whole = space.size() <= WHOLE;
    Stream<Candidate> candidates = whole ? distinct(space) : sample(space);
    long allowed = 0;
    long affordable = 0;
    Map<String, Range> ranges = new TreeMap<>();
    Map<String, Long> unknown = new TreeMap<>();
    for (Candidate candidate : (Iterable<Candidate>) candidates.filter(space::allows)::iterator) {
      problem
          .costs(candidate)
          .forEach(
              (name, cost) -> {
                if (Double.isFinite(cost)) {
                  ranges.merge(name, new Range(cost, candidate, cost), Range::and);
                } else {
                  unknown.merge(name, 1L, Long::sum);
                }
              });
      allowed++;
      affordable += problem.allows(candidate) ? 1 : 0;
    }
    return new CostSurvey(
        whole ? Coverage.WHOLE_SPACE : Coverage.RANDOM_SAMPLE,
        allowed,
        affordable,
        ranges,
        unknown);
  }

  private static Stream<Candidate> distinct(SearchSpace<?> space) {
    return LongStream.range(0, space.size())
        .mapToObj(space::at)
        .filter(candidate -> space.canonical(candidate).equals(candidate));
  }

  private static Stream<Candidate> sample(SearchSpace<?> space) {
    SplittableRandom random = new SplittableRandom(1);
    return Stream.generate(() -> space.canonical(space.random(random))).limit(SAMPLE);
  }

  /** Such as {@code all 6,466 candidates}. */
  String lookedAt() {
    return coverage == Coverage.WHOLE_SPACE
        ? "all %,d candidates".formatted(allowed)
        : "%,d random candidates".formatted(allowed);
  }
}
