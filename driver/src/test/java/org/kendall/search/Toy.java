package org.kendall.search;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Objectives;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TrialContext;
import org.kendall.evaluate.TrialFailedException;
import org.kendall.predict.Predictor;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;

/** A problem small enough to know all about: five digits, worth their sum; sums are their cost. */
public final class Toy {
  private Toy() {}

  /** Five choices of ten; candidates with the same digits in another order mean the same. */
  public record Digits() implements SearchSpace<List<Integer>> {
    @Override
    public List<Choice> choices() {
      List<String> options = List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
      return List.of("a", "b", "c", "d", "e").stream()
          .map(name -> Choice.ordered(name, options))
          .toList();
    }

    @Override
    public List<Integer> decode(Candidate candidate) {
      return java.util.Arrays.stream(candidate.toArray()).boxed().toList();
    }

    @Override
    public Candidate canonical(Candidate candidate) {
      return Candidate.of(java.util.Arrays.stream(candidate.toArray()).sorted().toArray());
    }
  }

  /** The sum, a little noise from the seed, and a failure where the first digit is 4. */
  public record Sum() implements Evaluator<List<Integer>> {
    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximized("sum", ""));
    }

    @Override
    public Map<String, Double> evaluate(List<Integer> digits, TrialContext context) {
      if (digits.get(0) == 4) {
        throw new TrialFailedException(FailureKind.DIVERGED, "Four first.");
      }
      double noise = (context.trial().seed() & 0xff) / 256.0;
      return Map.of("sum", digits.stream().mapToInt(i -> i).sum() + noise);
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofMinutes(1);
    }
  }

  /** The sum, as far as it is learnt: what is missing falls with the fidelity. */
  public record Curve() implements Evaluator<List<Integer>> {
    @Override
    public List<Metric> metrics() {
      return new Sum().metrics();
    }

    @Override
    public Map<String, Double> evaluate(List<Integer> digits, TrialContext context) {
      double whole = new Sum().evaluate(digits, context).get("sum");
      return Map.of("sum", whole - (1 - context.trial().fidelity()) * digits.get(2));
    }

    @Override
    public void checkFidelity(double share) {}

    @Override
    public Duration timeLimit() {
      return Duration.ofMinutes(1);
    }
  }

  /** The product of the last two digits. */
  public record Product() implements CostModel<List<Integer>> {
    @Override
    public String name() {
      return "product";
    }

    @Override
    public String unit() {
      return "";
    }

    @Override
    public double cost(List<Integer> digits) {
      return digits.get(3) * digits.get(4);
    }
  }

  /** Ranks by the sum of the digits, whatever was seen. */
  public record KnowsBest() implements Predictor {
    @Override
    public Ranking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
      return candidates ->
          candidates.stream()
              .mapToDouble(c -> java.util.Arrays.stream(c.toArray()).sum())
              .toArray();
    }

    @Override
    public void check(SearchSpace<?> space) {}
  }

  /** A large sum and a small product at once. */
  public static Problem<?> ofTwo() {
    return new Problem<>(
        new Digits(),
        new Sum(),
        List.of(new Product()),
        Map.of("product", 40.0),
        new Objectives(
            List.of(Metric.maximized("sum", ""), Metric.minimized("product", "")), Map.of()),
        Budgets.NONE);
  }

  /** What can be learnt bit by bit. */
  public static Problem<?> ofCurves() {
    Curve curve = new Curve();
    return new Problem<>(
        new Digits(),
        curve,
        List.of(new Product()),
        Map.of("product", 40.0),
        curve.metrics().get(0));
  }

  public static Problem<?> problem() {
    Sum sum = new Sum();
    return new Problem<>(
        new Digits(), sum, List.of(new Product()), Map.of("product", 40.0), sum.metrics().get(0));
  }
}
