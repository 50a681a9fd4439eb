package org.kendall.study;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

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
   * @param optimum the best there is, in what is reached
   * @param within how near counts as close, in the objective's unit
   * @param budget evaluations at most
   */
  record Aim(double optimum, double within, int budget) {}

  /**
   * Regrets after 1, 2, 4 .. evaluations up to the budget and at the end, and how many it took to
   * the best and close to it; what never came is left out. A search that ended early keeps its last
   * regret.
   *
   * @param reached by each evaluation, see {@link SearchedTable#reached}. Shape (evaluations)
   */
  static Map<String, Double> of(double[] reached, Aim aim) {
    if (reached.length == 0) {
      return Map.of();
    }
    RegretCurve curve = new RegretCurve(reached, aim.optimum());
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
}
