package org.kendall.study;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.TrialContext;

/**
 * Measures one case of a table by the evaluator that it names.
 *
 * @param evaluators the first one is the table's own, the others' metrics stand beside
 */
public record Tabulate<D>(List<Evaluator<? super D>> evaluators)
    implements Evaluator<TabulateCase<D>> {
  public Tabulate {
    evaluators = List.copyOf(evaluators);
    HashSet<String> names = new HashSet<>();
    for (Evaluator<? super D> evaluator : evaluators) {
      for (Metric metric : evaluator.metrics()) {
        if (!names.add(metric.name())) {
          throw new IllegalArgumentException(
              "The beside (%s twice) must bring other metrics.".formatted(metric.name()));
        }
      }
    }
  }

  /** Of the table's own evaluator. */
  @Override
  public List<Metric> metrics() {
    return evaluators.get(0).metrics();
  }

  /** Of the others. */
  List<Metric> metricsBeside() {
    return evaluators.stream().skip(1).flatMap(e -> e.metrics().stream()).toList();
  }

  @Override
  public Map<String, Double> evaluate(TabulateCase<D> one, TrialContext context) throws Exception {
    return evaluators
        .get(one.evaluator())
        .evaluate(one.design(), context.of(context.trial().of(one.candidate())));
  }

  @Override
  public Duration timeLimit() {
    return evaluators.stream()
        .map(Evaluator::timeLimit)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  @Override
  public OptionalDouble expectedSeconds() {
    return evaluators.get(0).expectedSeconds();
  }

  @Override
  public boolean mayRunTwice() {
    return evaluators.stream().allMatch(Evaluator::mayRunTwice);
  }

  @Override
  public void check() {
    evaluators.forEach(Evaluator::check);
  }
}
