package org.kendall.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The volume that some points dominate, measured from a reference point (While, Bradstreet and
 * Barone, "A Fast Way of Calculating Exact Hypervolumes", IEEE Transactions on Evolutionary
 * Computation 16(1), 2012, figure 4: WFG). Immutable.
 *
 * <p>Points are gains: larger is better in every objective. What is not above the reference point
 * in all objectives dominates nothing.
 */
public final class Hypervolume {
  private final double[] reference; // (objectives)

  /**
   * @param reference (objectives)
   */
  public Hypervolume(double[] reference) {
    this.reference = reference.clone();
  }

  /**
   * The volume that is dominated by at least one of the points.
   *
   * @param points (points, objectives)
   */
  public double of(List<double[]> points) {
    List<double[]> above = points.stream().filter(this::isAbove).toList();
    if (above.isEmpty()) {
      return 0;
    }
    List<double[]> front = new ArrayList<>();
    Dominance.front(above).forEach(place -> front.add(above.get(place)));
    front.sort(Comparator.comparingDouble(point -> -point[0]));
    return reference.length == 2 ? area(front) : sliced(front);
  }

  /**
   * What a point would add to the volume of others.
   *
   * @param point (objectives)
   * @param others (points, objectives)
   */
  public double gain(double[] point, List<double[]> others) {
    if (!isAbove(point)) {
      return 0;
    }
    double volume = 1;
    for (int i = 0; i < reference.length; i++) {
      volume *= point[i] - reference[i];
    }
    // The part of the others that the point dominates too is what they are when cut off at it.
    List<double[]> cut = new ArrayList<>();
    for (double[] other : others) {
      double[] both = new double[reference.length];
      Arrays.setAll(both, i -> Math.min(point[i], other[i]));
      if (Arrays.equals(both, point)) {
        return 0;
      }
      cut.add(both);
    }
    return Math.max(0, volume - of(cut));
  }

  private boolean isAbove(double[] point) {
    for (int i = 0; i < reference.length; i++) {
      if (!(point[i] > reference[i])) {
        return false;
      }
    }
    return true;
  }

  /** Of a front of two objectives, by steps from its largest first gain on. */
  private double area(List<double[]> front) {
    double area = 0;
    double reached = reference[1];
    for (double[] point : front) {
      area += (point[0] - reference[0]) * (point[1] - reached);
      reached = point[1];
    }
    return area;
  }

  private double sliced(List<double[]> front) {
    double volume = 0;
    for (int i = 0; i < front.size(); i++) {
      volume += gain(front.get(i), front.subList(i + 1, front.size()));
    }
    return volume;
  }
}
