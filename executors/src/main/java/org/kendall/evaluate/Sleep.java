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
 * and the score are drawn from the trial's seed; which trials straggle, from it and the process, so
 * that another machine may be quicker.
 */
@Setting("Does nothing for a while: shows how busy a cluster can be kept.")
public record Sleep(
    @Setting(value = "Mean time of a trial.", unit = "ms", byDefault = "100") double meanMs,
    @Setting(value = "How the times spread around their mean.", byDefault = "fixed")
        Distribution distribution,
    @Setting(value = "Share of the trials that a process is slow at.", byDefault = "0")
        double stragglers,
    @Setting(value = "How many times as long such a trial takes.", byDefault = "5") double slowdown)
    implements Evaluator<Object> {
  /** Tells this process from others. */
  private static final long PROCESS = ProcessHandle.current().pid() * 0x9E3779B97F4A7C15L;

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
    if (!(stragglers >= 0 && stragglers <= 1)) {
      throw new IllegalArgumentException(
          "The stragglers (%s) must be a share in [0, 1].".formatted(stragglers));
    }
    if (!(slowdown >= 1)) {
      throw new IllegalArgumentException(
          "The slowdown (%s) must be 1 or more.".formatted(slowdown));
    }
  }

  /** Without stragglers. */
  public Sleep(double meanMs, Distribution distribution) {
    this(meanMs, distribution, 0, 1);
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
    double ms = sleepMs(seed) * (straggles(seed) ? slowdown : 1);
    TimeUnit.NANOSECONDS.sleep((long) (1e6 * Math.min(ms, leftMs)));
    context.deadline().check();
    return Map.of("score", new SplittableRandom(seed).nextDouble());
  }

  private boolean straggles(long seed) {
    return new SplittableRandom(seed ^ PROCESS).split().split().nextDouble() < stragglers;
  }

  /** How long the trial of that seed sleeps, unless it straggles. */
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
  public boolean mayRunTwice() {
    return true;
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofHours(1);
  }
}
