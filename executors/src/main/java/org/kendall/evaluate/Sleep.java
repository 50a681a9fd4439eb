package org.kendall.evaluate;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.kendall.space.Setting;

/**
 * Does nothing for a while, whatever the design: it shows how busy a cluster can be kept. The time
 * and the score are drawn from the trial's seed.
 */
@Setting("Does nothing for a while: shows how busy a cluster can be kept.")
public record Sleep(
    @Setting(value = "Mean time of a trial.", unit = "ms", byDefault = "100") double meanMs,
    @Setting(value = "How the times spread around their mean.", byDefault = "fixed")
        Distribution distribution)
    implements Evaluator<Object> {
  /** How times spread around their mean. */
  public enum Distribution {
    /** All are the mean. */
    FIXED,
    /** Most are short and a few are long, as with candidates of very different sizes. */
    EXPONENTIAL
  }

  public Sleep {
    if (!(meanMs >= 0)) {
      throw new IllegalArgumentException(
          "The mean ms (%s) must not be negative.".formatted(meanMs));
    }
  }

  @Override
  public List<Metric> metrics() {
    return List.of(Metric.maximized("score", ""));
  }

  @Override
  public Map<String, Double> evaluate(Object design, TrialContext context)
      throws InterruptedException {
    context.deadline().check();
    long seed = context.trial().seed();
    double leftMs = context.deadline().left().toMillis() + 1.0;
    TimeUnit.NANOSECONDS.sleep((long) (1e6 * Math.min(sleepMs(seed), leftMs)));
    context.deadline().check();
    return Map.of("score", new SplittableRandom(seed).nextDouble());
  }

  /** How long the trial of that seed sleeps. */
  double sleepMs(long seed) {
    return distribution == Distribution.FIXED
        ? meanMs
        : meanMs * new SplittableRandom(seed).split().nextExponential();
  }

  @Override
  public OptionalDouble expectedSeconds() {
    return OptionalDouble.of(meanMs / 1000);
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofHours(1);
  }
}
