package org.kendall.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;
import org.kendall.space.Candidate;

/** What is told of one search of a comparison. */
final class CompareFigures {
  static final String REGRET = "regret";
  static final String TO_BEST = "evaluations_to_best";
  static final String TO_WITHIN = "evaluations_to_within";
  static final String SIMULATED_SECONDS = "simulated_seconds";
  static final String REAL_SECONDS = "real_seconds";
  static final String PROPOSAL_SECONDS = "proposal_seconds";

  private CompareFigures() {}

  /**
   * What a search is measured against.
   *
   * @param optimum the best gain there is
   * @param within how near counts as close, in the objective's unit
   * @param budget evaluations at most
   */
  record Aim(double optimum, double within, int budget) {}

  /**
   * Regrets after 1, 2, 4 .. evaluations up to the budget and at the end, and how many it took to
   * the best and close to it; what never came is left out. An architecture counts once, in the
   * order of the evaluations. A search that ended early keeps its last regret.
   */
  static Map<String, Double> of(List<Evaluation> evaluations, Metric objective, Aim aim) {
    if (evaluations.isEmpty()) {
      return Map.of();
    }
    RegretCurve curve = new RegretCurve(gains(evaluations, objective), aim.optimum());
    Map<String, Double> figures = new LinkedHashMap<>();
    curve.evaluationsTo(0).ifPresent(n -> figures.put(TO_BEST, (double) n));
    curve.evaluationsTo(aim.within()).ifPresent(n -> figures.put(TO_WITHIN, (double) n));
    int last = curve.evaluations();
    powersOfTwo(aim.budget())
        .forEach(n -> putFinite(figures, REGRET + "_" + n, curve.after(Math.min(n, last))));
    putFinite(figures, REGRET, curve.after(last));
    return figures;
  }

  /** 1, 2, 4 .. up to the most. */
  static List<Integer> powersOfTwo(int most) {
    return IntStream.range(0, Integer.SIZE - Integer.numberOfLeadingZeros(most))
        .mapToObj(power -> 1 << power)
        .toList();
  }

  private static void putFinite(Map<String, Double> figures, String name, double value) {
    if (Double.isFinite(value)) {
      figures.put(name, value);
    }
  }

  private static double[] gains(List<Evaluation> evaluations, Metric objective) {
    Set<Candidate> seen = new LinkedHashSet<>();
    List<Double> gains = new ArrayList<>();
    for (Evaluation evaluation : evaluations) {
      if (seen.add(evaluation.trial().candidate())) {
        OptionalDouble value = evaluation.metric(objective.name());
        gains.add(
            value.isPresent() ? objective.direction().asGain(value.getAsDouble()) : Double.NaN);
      }
    }
    return gains.stream().mapToDouble(gain -> gain).toArray();
  }
}
