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
 * @param affordable how many of the allowed ones keep every limit
 * @param ranges the costs of the allowed ones, by name
 */
record CostSurvey(Coverage coverage, long allowed, long affordable, Map<String, Range> ranges) {
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
    for (Candidate candidate : (Iterable<Candidate>) candidates.filter(space::allows)::iterator) {
      Map<String, Double> costs = problem.costs(candidate);
      costs.forEach(
          (name, cost) -> ranges.merge(name, new Range(cost, candidate, cost), Range::and));
      allowed++;
      affordable +=
          problem.limits().entrySet().stream()
                  .allMatch(limit -> costs.get(limit.getKey()) <= limit.getValue())
              ? 1
              : 0;
    }
    return new CostSurvey(
        whole ? Coverage.WHOLE_SPACE : Coverage.RANDOM_SAMPLE, allowed, affordable, ranges);
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
