package org.kendall.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.correlation.SpearmansCorrelation;
import org.kendall.evaluate.Metric;
import org.kendall.predict.KendallTau;

/** How well a predicted order agrees with the measured one. */
final class RankFigures {
  static final String TAU = "kendall_tau";

  /** The shares k of the tested architectures at whose top the predictor is looked at. */
  private static final Map<String, Double> TOPS = shares();

  private RankFigures() {}

  private static Map<String, Double> shares() {
    Map<String, Double> tops = new LinkedHashMap<>();
    tops.put("0_1pct", 0.001);
    tops.put("1pct", 0.01);
    tops.put("5pct", 0.05);
    tops.put("10pct", 0.1);
    return tops;
  }

  /** How the shares are called in the names of figures, smallest first. */
  static List<String> tops() {
    return List.copyOf(TOPS.keySet());
  }

  /** The figures in their order. */
  static List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>();
    metrics.add(Metric.maximized(TAU, ""));
    metrics.add(Metric.maximized("spearman", ""));
    metrics.add(Metric.maximized("pearson", ""));
    TOPS.keySet().forEach(top -> metrics.add(Metric.maximized("precision_at_" + top, "")));
    TOPS.keySet().forEach(top -> metrics.add(Metric.minimized("best_rank_at_" + top, "")));
    return metrics;
  }

  /**
   * All figures by name.
   *
   * <p>{@code precision_at_k}: the share of the predicted best k that are among the measured best
   * k. {@code best_rank_at_k}: the best measured rank among the predicted best k, 1 being the best
   * (Ning et al., "Evaluating Efficient Performance Estimators of Neural Architectures", NeurIPS
   * 2021). Where predicted scores are equal, the earlier one comes first.
   *
   * @param scores as predicted (n)
   * @param gains as measured, larger is better (n)
   */
  static Map<String, Double> of(double[] scores, double[] gains) {
    Map<String, Double> figures = new LinkedHashMap<>();
    figures.put(TAU, KendallTau.of(scores, gains));
    figures.put("spearman", new SpearmansCorrelation().correlation(scores, gains));
    figures.put("pearson", new PearsonsCorrelation().correlation(scores, gains));
    int[] ranks = ranks(gains);
    int[] predicted = bestFirst(scores);
    TOPS.forEach(
        (name, share) -> {
          int k = count(share, gains);
          double hits = Arrays.stream(predicted, 0, k).filter(i -> ranks[i] <= k).count();
          figures.put("precision_at_" + name, hits / k);
        });
    TOPS.forEach(
        (name, share) -> {
          IntStream top = Arrays.stream(predicted, 0, count(share, gains));
          figures.put("best_rank_at_" + name, (double) top.map(i -> ranks[i]).min().orElseThrow());
        });
    return figures;
  }

  /** The worst measured rank among a share of the predicted best, 1 being the best. */
  static double worstRank(double[] scores, double[] gains, double share) {
    int[] ranks = ranks(gains);
    return Arrays.stream(bestFirst(scores), 0, count(share, gains))
        .map(i -> ranks[i])
        .max()
        .orElseThrow();
  }

  private static int count(double share, double[] gains) {
    return (int) Math.ceil(share * gains.length - 1e-9);
  }

  /** The rank of each, from 1; of equal ones the best of their ranks. */
  private static int[] ranks(double[] gains) {
    int[] order = bestFirst(gains);
    int[] ranks = new int[order.length];
    for (int place = 0; place < order.length; place++) {
      boolean tied = place > 0 && gains[order[place]] == gains[order[place - 1]];
      ranks[order[place]] = tied ? ranks[order[place - 1]] : place + 1;
    }
    return ranks;
  }

  private static int[] bestFirst(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> -values[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
