package org.kendall.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.TrialContext;
import org.kendall.predict.Predictor;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;
import org.kendall.strategy.Exhaustive;
import org.kendall.strategy.Greedy;
import org.kendall.strategy.InnerEvolution;
import org.kendall.strategy.PredictorGuided;
import org.kendall.strategy.Random;

/** A small world to search in: digits of a number, scored by their sum. */
final class Toys {
  private Toys() {}

  /** The design: some digits. */
  record Digits(List<Integer> digits) {}

  @Setting("Numbers of a few digits.")
  record NumberSpace(
      @Setting(value = "How many digits.", byDefault = "3") int digits,
      @Setting(value = "How many values a digit has.", byDefault = "10") int base,
      @Setting(value = "The least digit that is allowed.", byDefault = "0") int least)
      implements SearchSpace<Digits> {
    NumberSpace {
      if (digits < 1) {
        throw new IllegalArgumentException("The digits (%d) must be positive.".formatted(digits));
      }
    }

    @Override
    public List<Choice> choices() {
      List<String> values = IntStream.range(0, base).mapToObj(Integer::toString).toList();
      return IntStream.range(0, digits)
          .mapToObj(place -> Choice.ordered("digit" + place, values))
          .toList();
    }

    @Override
    public boolean allows(Candidate candidate) {
      return IntStream.of(candidate.toArray()).allMatch(digit -> digit >= least);
    }

    @Override
    public Digits decode(Candidate candidate) {
      return new Digits(IntStream.of(candidate.toArray()).boxed().toList());
    }
  }

  @Setting("Words of one letter.")
  record LetterSpace() implements SearchSpace<String> {
    @Override
    public List<Choice> choices() {
      return List.of(Choice.categorical("letter", List.of("a", "b")));
    }

    @Override
    public String decode(Candidate candidate) {
      return choices().get(0).options().get(candidate.option(0));
    }
  }

  enum Rounding {
    HALF_UP,
    HALF_DOWN
  }

  @Setting("One weight of the score.")
  record Weight(
      @Setting("The place it is for.") String place,
      @Setting(value = "Its value.", byDefault = "1") double value) {}

  @Setting("The sum of the digits.")
  record SumOfDigits(
      @Setting(value = "How often the sum is taken.", byDefault = "12") int epochs,
      @Setting(value = "Digits at a time.", byDefault = "64") int batchSize,
      @Setting(value = "The most that a trial may take.", unit = "seconds", byDefault = "60")
          double patience,
      @Setting(value = "How halves are rounded.", byDefault = "half-up") Rounding rounding,
      @Setting(value = "Weights per place.", byDefault = "[]") List<Weight> weights,
      @Setting(value = "Whether the trial is noisy.", byDefault = "false") boolean noisy,
      @Setting(value = "What the digits stand for.", byDefault = "digits") String data)
      implements Evaluator<Digits> {
    SumOfDigits {
      weights = List.copyOf(weights);
      if (epochs < 1) {
        throw new IllegalArgumentException("The epochs (%d) must be positive.".formatted(epochs));
      }
      if (batchSize < 1) {
        throw new IllegalArgumentException("No batch can hold %d.".formatted(batchSize));
      }
    }

    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximized("sum", ""), Metric.minimized("largest_digit", ""));
    }

    @Override
    public Map<String, Double> evaluate(Digits design, TrialContext context) {
      double sum = design.digits().stream().mapToInt(Integer::intValue).sum();
      return Map.of("sum", sum, "largest_digit", 0.0);
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofSeconds(1);
    }
  }

  @Setting("Ranks by the first digit.")
  record FirstDigit(@Setting(value = "Passes.", byDefault = "200") int epochs)
      implements Predictor {
    @Override
    public Ranking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random) {
      return candidates -> candidates.stream().mapToDouble(c -> c.option(0)).toArray();
    }

    @Override
    public void check(SearchSpace<?> space) {
      if (space.choices().size() < 2) {
        throw new IllegalArgumentException("There must be two digits to compare.");
      }
    }
  }

  /** The digits read as one number. */
  record Magnitude() implements CostModel<Digits> {
    @Override
    public String name() {
      return "magnitude";
    }

    @Override
    public String unit() {
      return "";
    }

    @Override
    public double cost(Digits design) {
      return design.digits().stream().mapToInt(Integer::intValue).reduce(0, (a, b) -> 10 * a + b);
    }
  }

  static Catalog catalog() {
    return new Catalog(
        List.of(
            new Catalog.Named(Catalog.Kind.SPACE, "numbers", NumberSpace.class),
            new Catalog.Named(Catalog.Kind.SPACE, "letters", LetterSpace.class),
            new Catalog.Named(Catalog.Kind.EVALUATOR, "sum-of-digits", SumOfDigits.class),
            new Catalog.Named(Catalog.Kind.PREDICTOR, "gaussian-process", FirstDigit.class),
            new Catalog.Named(Catalog.Kind.STRATEGY, "random", Random.class),
            new Catalog.Named(Catalog.Kind.STRATEGY, "predictor-guided", PredictorGuided.class),
            new Catalog.Named(Catalog.Kind.INNER, "exhaustive", Exhaustive.class),
            new Catalog.Named(Catalog.Kind.INNER, "evolve", InnerEvolution.class),
            new Catalog.Named(Catalog.Kind.PICKING, "upper-confidence", Greedy.class)),
        List.of(
            new Catalog.Cost(
                "magnitude",
                "The digits read as one number.",
                (e, p) -> Optional.of(new Magnitude()))));
  }

  static JobFile job(String text, String... settings) {
    return JobFile.parse("toy.yaml", text, List.of(settings), catalog());
  }
}
