package org.kendall.jobs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.TableSettings;
import org.kendall.evaluate.TrialContext;

/**
 * Tells at once how long a trial is to take, by a log-normal draw from its seed, and a score.
 *
 * @param meanSeconds of a trial
 * @param cv the deviation of the times over their mean
 */
record DrawnTimes(double meanSeconds, double cv) implements Evaluator<Object> {
  DrawnTimes {
    if (!(meanSeconds > 0 && cv >= 0)) {
      throw new IllegalArgumentException(
          "The mean seconds (%s) must be positive, and the cv (%s) not negative."
              .formatted(meanSeconds, cv));
    }
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.maximized("score", ""));
  }

  @Override
  public Map<String, Double> evaluate(Object design, TrialContext context) {
    SplittableRandom random = new SplittableRandom(context.trial().seed());
    double variance = Math.log1p(cv * cv); // of the logarithm
    double logarithm = Math.sqrt(variance) * random.nextGaussian() - variance / 2;
    return Map.of(
        "score",
        random.nextDouble(),
        TableSettings.TRAINING_SECONDS.name(),
        meanSeconds * Math.exp(logarithm));
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMinutes(1);
  }
}
