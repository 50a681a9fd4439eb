package org.kendall.study;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.search.RunLog;
import org.kendall.space.Candidate;

/**
 * A candidate of which all was measured.
 *
 * @param repeats of the first evaluator, by seed
 * @param beside the metrics of the others
 */
public record TabulatedRow(
    Candidate candidate, List<Measured> repeats, Map<String, Double> beside) {
  public TabulatedRow {
    repeats = List.copyOf(repeats);
    beside = Map.copyOf(beside);
  }

  /** The rows that are whole, in the order of the cases. */
  public static <D> List<TabulatedRow> of(RunLog log, Problem<TabulateCase<D>> problem) {
    TabulateCases<D> cases = (TabulateCases<D>) problem.space();
    Map<Candidate, Measured> measured = new LinkedHashMap<>();
    for (Evaluation evaluation : log.evaluations()) {
      if (evaluation instanceof Measured good) {
        measured.put(evaluation.trial().candidate(), good);
      }
    }
    List<TabulatedRow> rows = new ArrayList<>();
    for (Candidate candidate : cases.candidates()) {
      List<Measured> own =
          cases.casesOf(candidate).filter(measured::containsKey).map(measured::get).toList();
      if (own.size() == cases.seeds() + cases.evaluators().size() - 1) {
        rows.add(row(candidate, own, cases.seeds()));
      }
    }
    return rows;
  }

  private static TabulatedRow row(Candidate candidate, List<Measured> own, int seeds) {
    Map<String, Double> beside = new LinkedHashMap<>();
    own.stream().skip(seeds).forEach(one -> beside.putAll(one.metrics()));
    return new TabulatedRow(candidate, own.subList(0, seeds), beside);
  }

  /** Of the metric's repeats, or its one value. */
  double mean(Metric metric) {
    Double single = beside.get(metric.name());
    return single != null
        ? single
        : repeats.stream().mapToDouble(one -> value(one, metric)).average().orElseThrow();
  }

  /**
   * One repeat.
   *
   * @param seed from 1
   */
  double ofSeed(Metric metric, int seed) {
    return value(repeats.get(seed - 1), metric);
  }

  private static double value(Measured one, Metric metric) {
    OptionalDouble value = one.metric(metric.name());
    return value.orElseThrow();
  }

  /** The mean of what one repeat took. */
  double seconds() {
    return repeats.stream().mapToDouble(one -> one.place().seconds()).average().orElseThrow();
  }
}
