package org.kendall.spark;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.TrialContext;
import org.kendall.space.Candidate;
import org.kendall.strategy.Ask;
import org.kendall.strategy.Proposal;
import org.kendall.strategy.Strategy;

/** A candidate that ends its executor's process, among others that do no harm. */
final class Killer {
  private Killer() {}

  /** Halts the process where the last digit is 2. */
  record Deadly() implements Evaluator<List<Integer>> {
    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximized("last", ""));
    }

    @Override
    public Map<String, Double> evaluate(List<Integer> digits, TrialContext context) {
      if (digits.get(4) == 2) {
        Runtime.getRuntime().halt(9);
      }
      return Map.of("last", (double) digits.get(4));
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofMinutes(1);
    }
  }

  /** Proposes 0 0 0 0 i for i = 0, 1, 2, ... */
  record Listed() implements Strategy {
    @Override
    public List<Proposal> propose(Ask ask, RandomGenerator random) {
      return java.util.stream.IntStream.range(ask.proposed(), ask.proposed() + ask.count())
          .mapToObj(i -> Proposal.unpredicted(Candidate.of(0, 0, 0, 0, i)))
          .toList();
    }
  }
}
