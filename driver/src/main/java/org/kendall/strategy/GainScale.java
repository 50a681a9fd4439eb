package org.kendall.strategy;

import java.util.Arrays;

/**
 * Brings a predictor's scores, whose scale means nothing, to that of what was measured: the
 * candidates seen are put in order by both, and each score stands for the gain of the same place.
 * Immutable.
 */
final class GainScale {
  /** Beyond the best the scale goes on as it rose in this last share of the places. */
  private static final double LAST = 0.25;

  private final double[] scores; // (seen), ascending
  private final double[] gains; // (seen), ascending

  /**
   * @param scores of the candidates seen, at least one. Shape (seen)
   * @param gains what they were worth. Shape (seen)
   */
  GainScale(double[] scores, double[] gains) {
    this.scores = scores.clone();
    this.gains = gains.clone();
    Arrays.sort(this.scores);
    Arrays.sort(this.gains);
  }

  /** The gain that a score stands for; of scores below all, the least gain. */
  double gain(double score) {
    int last = scores.length - 1;
    if (score <= scores[0]) {
      return gains[0];
    }
    if (score >= scores[last]) {
      return gains[last] + (score - scores[last]) * slope();
    }
    int found = Arrays.binarySearch(scores, score);
    int upper = found >= 0 ? found : -found - 1;
    double share = (score - scores[upper - 1]) / (scores[upper] - scores[upper - 1]);
    return gains[upper - 1] + share * (gains[upper] - gains[upper - 1]);
  }

  private double slope() {
    int last = scores.length - 1;
    int from = (int) ((1 - LAST) * last);
    double width = scores[last] - scores[from];
    return width > 0 ? (gains[last] - gains[from]) / width : 0;
  }
}
