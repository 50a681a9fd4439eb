package org.kendall.evaluate;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a search is to improve: one metric, or several at once, of which none counts more than the
 * others.
 *
 * @param metrics at least one, of different names
 * @param reference by name, in the metric's own unit: what hypervolumes are measured from. Of an
 *     objective that is left out it is the worst value that was measured
 */
public record Objectives(List<Metric> metrics, Map<String, Double> reference)
    implements Serializable {
  public Objectives {
    metrics = List.copyOf(metrics);
    reference = Map.copyOf(reference);
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("The objectives (none) must be at least one.");
    }
    Set<String> names = new HashSet<>();
    for (Metric metric : metrics) {
      if (!names.add(metric.name())) {
        throw new IllegalArgumentException(
            "The objectives (%s twice) must be different.".formatted(metric.name()));
      }
    }
    for (String name : reference.keySet()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(
            "The reference (%s) is of none of the objectives; they are %s."
                .formatted(name, String.join(", ", metrics.stream().map(Metric::name).toList())));
      }
    }
  }

  /** One alone. */
  public static Objectives of(Metric objective) {
    return new Objectives(List.of(objective), Map.of());
  }

  /** Whether there are more than one. */
  public boolean areSeveral() {
    return metrics.size() > 1;
  }

  /** Such as {@code accuracy, macs}. */
  public String names() {
    return String.join(", ", metrics.stream().map(Metric::name).toList());
  }

  /**
   * What hypervolumes are measured from, as gains: what was told, else the worst of the points.
   *
   * @param points gains, at least one point. Shape (points, objectives)
   * @return (objectives)
   */
  public double[] referenceOf(List<double[]> points) {
    double[] reference = new double[metrics.size()];
    for (int i = 0; i < reference.length; i++) {
      int objective = i;
      Metric metric = metrics.get(i);
      reference[i] =
          reference().containsKey(metric.name())
              ? metric.direction().asGain(reference().get(metric.name()))
              : points.stream().mapToDouble(point -> point[objective]).min().orElseThrow();
    }
    return reference;
  }
}
