package org.kendall.prepare;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.TrialContext;

/**
 * Does a preparation.
 *
 * @param hours the most that one may take
 */
record Prepare(double hours) implements Evaluator<Preparation> {
  static final Metric SECONDS = Metric.minimized("seconds", "s");

  @Override
  public List<Metric> metrics() {
    return List.of(SECONDS);
  }

  @Override
  public Map<String, Double> evaluate(Preparation preparation, TrialContext context)
      throws Exception {
    long start = System.nanoTime();
    Map<String, Double> figures = new LinkedHashMap<>(preparation.prepare(context));
    figures.put(SECONDS.name(), (System.nanoTime() - start) / 1e9);
    return figures;
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMillis((long) (hours * 3_600_000));
  }
}
