package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;

/**
 * The points that nothing known dominates, and what another would add to them. Immutable.
 *
 * <p>Points are gains: larger is better in every objective.
 */
final class PresentFront {
  private final double[] reference; // (objectives)
  private final double[] extents; // (objectives), what counts as one in each
  private final Hypervolume volume;
  private final List<double[]> points; // (points, objectives)

  private PresentFront(double[] reference, double[] extents, List<double[]> points) {
    this.reference = reference;
    this.extents = extents;
    this.volume = new Hypervolume(reference);
    this.points = Dominance.front(points).stream().map(points::get).toList();
  }

  /**
   * Of all points known.
   *
   * @param reference what hypervolumes are measured from. Shape (objectives)
   * @param points (points, objectives)
   */
  static PresentFront of(double[] reference, List<double[]> points) {
    double[] extents = new double[reference.length];
    for (int i = 0; i < extents.length; i++) {
      int objective = i;
      double best = points.stream().mapToDouble(point -> point[objective]).max().orElse(0);
      extents[i] = best > reference[i] ? best - reference[i] : 1;
    }
    return new PresentFront(reference, extents, points);
  }

  /** The same with one more point. */
  PresentFront with(double[] point) {
    List<double[]> more = new ArrayList<>(points);
    more.add(point);
    return new PresentFront(reference, extents, more);
  }

  /**
   * What a point would add to the dominated volume, in shares of the box up to the best of each
   * objective; of a point that would add nothing, minus the least by which it would have to become
   * better in all objectives to add something, in shares of the box's edges (as in SMS-EGO, see
   * {@link HypervolumeGain}, dominated points are told apart by how far they are from the front).
   */
  double worth(double[] point) {
    double gain = volume.gain(point, points);
    for (double extent : extents) {
      gain /= extent;
    }
    return gain > 0 ? gain : -lacking(point);
  }

  private double lacking(double[] point) {
    double lacking = 0;
    for (int i = 0; i < point.length; i++) {
      lacking = Math.max(lacking, (reference[i] - point[i]) / extents[i]);
    }
    for (double[] better : points) {
      double least = Double.POSITIVE_INFINITY;
      for (int i = 0; i < point.length; i++) {
        least = Math.min(least, (better[i] - point[i]) / extents[i]);
      }
      lacking = Math.max(lacking, least);
    }
    return lacking;
  }
}
