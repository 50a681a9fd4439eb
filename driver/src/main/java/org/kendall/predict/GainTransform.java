package org.kendall.predict;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * What a closed form regresses on: an increasing function of the gain, brought to mean zero and
 * variance one. Which one suits a table, leave-one-out tells.
 */
public enum GainTransform {
  /**
   * Minus the log of the gap to a value as far above the best as the best is above the median: a
   * difference near the top counts for more, whatever the unit. For accuracies about like {@code
   * -log(101 - accuracy)}.
   */
  LOG_GAP {
    @Override
    double[] raw(double[] gains) {
      double best = Arrays.stream(gains).max().orElse(0);
      double[] sorted = gains.clone();
      Arrays.sort(sorted);
      double reach = best - sorted[sorted.length / 2];
      double unit = reach > 0 ? reach : Math.max(best - sorted[0], 1);
      return Arrays.stream(gains).map(gain -> -Math.log((best - gain) / unit + 1)).toArray();
    }
  },
  /** The normal quantile of the rank. */
  NORMAL_QUANTILE {
    @Override
    double[] raw(double[] gains) {
      NormalDistribution normal = new NormalDistribution(null, 0, 1);
      return Arrays.stream(UNIFORM_RANK.raw(gains))
          .map(normal::inverseCumulativeProbability)
          .toArray();
    }
  },
  /** The rank. */
  UNIFORM_RANK {
    @Override
    double[] raw(double[] gains) {
      double[] sorted = gains.clone();
      Arrays.sort(sorted);
      double[] ranks = new double[gains.length];
      for (int i = 0; i < ranks.length; i++) {
        ranks[i] = (below(sorted, gains[i]) + upTo(sorted, gains[i])) / 2.0 / sorted.length;
      }
      return ranks;
    }
  },
  /** Half the normal quantile, half the log gap cut off at three standard deviations. */
  MIX {
    @Override
    double[] raw(double[] gains) {
      double[] quantiles = NORMAL_QUANTILE.of(gains);
      double[] gaps = LOG_GAP.of(gains);
      return IntStream.range(0, gains.length)
          .mapToDouble(i -> quantiles[i] / 2 + Math.max(-3, Math.min(3, gaps[i])) / 2)
          .toArray();
    }
  };

  abstract double[] raw(double[] gains);

  /** Targets in the order of the gains; all zero if all gains are equal. */
  double[] of(double[] gains) {
    return standardised(raw(gains));
  }

  /** The same numbers with mean zero and variance one; all zero if they are all equal. */
  static double[] standardised(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    double deviation = Math.sqrt(variance);
    return Arrays.stream(values)
        .map(v -> deviation > 1e-12 * Math.abs(mean) ? (v - mean) / deviation : 0)
        .toArray();
  }

  private static int below(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static int upTo(double[] sorted, double value) {
    return below(sorted, Math.nextUp(value));
  }
}
