package org.kendall.report;

import java.util.OptionalDouble;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;

/**
 * A figure over several seeds.
 *
 * @param standardDeviation of the sample, with n - 1; empty where there is one value only
 */
public record Spread(double mean, OptionalDouble standardDeviation) {
  /**
   * @param values at least one
   */
  public static Spread of(double[] values) {
    SummaryStatistics statistics = new SummaryStatistics();
    for (double value : values) {
      statistics.addValue(value);
    }
    return new Spread(
        statistics.getMean(),
        values.length < 2
            ? OptionalDouble.empty()
            : OptionalDouble.of(statistics.getStandardDeviation()));
  }
}
