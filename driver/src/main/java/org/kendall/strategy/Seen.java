package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.predict.Scored;

/** What a history teaches: each candidate with its worth. */
final class Seen {
  private Seen() {}

  /**
   * Everything evaluated, by trial number, larger gains better. Failed candidates rank below all
   * that were measured.
   */
  static List<Scored> of(Problem<?> problem, List<Evaluation> evaluations) {
    return of(problem.objective(), evaluations);
  }

  /** The same by one of several objectives. */
  static List<Scored> of(Metric objective, List<Evaluation> evaluations) {
    double[] gains = new double[evaluations.size()];
    double worst = Double.POSITIVE_INFINITY;
    for (int i = 0; i < gains.length; i++) {
      OptionalDouble value = evaluations.get(i).metric(objective.name());
      gains[i] = value.isPresent() ? objective.direction().asGain(value.getAsDouble()) : Double.NaN;
      worst = value.isPresent() ? Math.min(worst, gains[i]) : worst;
    }
    worst = Double.isInfinite(worst) ? 0 : worst;
    double below = worst - Math.max(1e-3, Math.abs(worst) * 1e-3);
    List<Scored> seen = new ArrayList<>(gains.length);
    for (int i = 0; i < gains.length; i++) {
      double gain = Double.isNaN(gains[i]) ? below : gains[i];
      seen.add(new Scored(evaluations.get(i).trial().candidate(), gain));
    }
    return seen;
  }
}
