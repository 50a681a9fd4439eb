package org.kendall.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/**
 * Which of several points are better than which, where no objective counts more than another: a
 * point dominates another that is better in nothing and worse in something (Deb et al., "A Fast and
 * Elitist Multiobjective Genetic Algorithm: NSGA-II", IEEE Transactions on Evolutionary Computation
 * 6(2), 2002, sections III-A and III-B).
 *
 * <p>Points are gains: larger is better in every objective.
 */
public final class Dominance {
  private Dominance() {}

  /** Whether the one is as good as the other in all objectives and better in one. */
  public static boolean dominates(double[] one, double[] other) {
    boolean better = false;
    for (int i = 0; i < one.length; i++) {
      if (one[i] < other[i]) {
        return false;
      }
      better |= one[i] > other[i];
    }
    return better;
  }

  /**
   * Fast non-dominated sorting: 0 for the points that none dominates, 1 for those that none of the
   * rest dominates, and so on.
   *
   * @param points (points, objectives)
   * @return (points)
   */
  public static int[] ranks(List<double[]> points) {
    int[] dominators = new int[points.size()];
    List<List<Integer>> dominated = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      dominated.add(new ArrayList<>());
      for (int j = 0; j < points.size(); j++) {
        if (dominates(points.get(i), points.get(j))) {
          dominated.get(i).add(j);
          dominators[j]++;
        }
      }
    }
    return peeled(dominators, dominated);
  }

  /** Takes front after front away. */
  private static int[] peeled(int[] dominators, List<List<Integer>> dominated) {
    int[] ranks = new int[dominators.length];
    List<Integer> front = new ArrayList<>();
    for (int i = 0; i < dominators.length; i++) {
      if (dominators[i] == 0) {
        front.add(i);
      }
    }
    for (int rank = 0; !front.isEmpty(); rank++) {
      List<Integer> next = new ArrayList<>();
      for (int point : front) {
        ranks[point] = rank;
        for (int other : dominated.get(point)) {
          if (--dominators[other] == 0) {
            next.add(other);
          }
        }
      }
      front = next;
    }
    return ranks;
  }

  /**
   * The places of the points that none dominates, ascending; of equal points the first alone.
   *
   * @param points (points, objectives)
   */
  public static List<Integer> front(List<double[]> points) {
    List<Integer> front = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      double[] point = points.get(i);
      if (front.stream().noneMatch(place -> isNoWorse(points.get(place), point))) {
        front.removeIf(place -> dominates(point, points.get(place)));
        front.add(i);
      }
    }
    return Collections.unmodifiableList(front);
  }

  private static boolean isNoWorse(double[] one, double[] other) {
    return dominates(one, other) || Arrays.equals(one, other);
  }

  /**
   * Crowding distances: half of the edges of the box between each point's neighbours, as shares of
   * the front's extent; infinite at the ends.
   *
   * @param front points of one rank. Shape (points, objectives)
   * @return (points)
   */
  public static double[] crowding(List<double[]> front) {
    double[] distances = new double[front.size()];
    if (front.size() < 3) {
      Arrays.fill(distances, Double.POSITIVE_INFINITY);
      return distances;
    }
    // Sorted by one objective after the other, so that those before decide between equals.
    Integer[] order = new Integer[front.size()];
    Arrays.setAll(order, i -> i);
    for (int objective = 0; objective < front.get(0).length; objective++) {
      int by = objective;
      Arrays.sort(order, Comparator.comparingDouble(place -> -front.get(place)[by]));
      addDistances(front, objective, order, distances);
    }
    return distances;
  }

  private static void addDistances(
      List<double[]> front, int objective, Integer[] order, double[] distances) {
    int last = order.length - 1;
    double extent = front.get(order[0])[objective] - front.get(order[last])[objective];
    if (extent == 0) {
      return; // An objective in which all are equal tells none from another.
    }
    distances[order[0]] = Double.POSITIVE_INFINITY;
    distances[order[last]] = Double.POSITIVE_INFINITY;
    for (int i = 1; i < last; i++) {
      double before = front.get(order[i - 1])[objective];
      double after = front.get(order[i + 1])[objective];
      distances[order[i]] += (before - after) / extent;
    }
  }
}
