package org.kendall.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Problem;

/** The front of what was measured, and the few of it that stand for the rest. */
public final class Representatives {
  private Representatives() {}

  /**
   * What nothing surpasses in all objectives, best by the first objective first; of equals the one
   * listed first.
   */
  public static List<Measured> front(Problem<?> problem, List<Measured> measured) {
    List<Measured> known = measured.stream().filter(one -> problem.gains(one).isPresent()).toList();
    List<double[]> points = points(problem, known);
    return Dominance.front(points).stream()
        .sorted(Comparator.comparingDouble(place -> -points.get(place)[0]))
        .map(known::get)
        .toList();
  }

  /**
   * The few that together dominate much: one after the other, each time what adds most to the
   * hypervolume of those before (Guerreiro, Fonseca and Paquete, "Greedy Hypervolume Subset
   * Selection in Low Dimensions", Evolutionary Computation 24(3), 2016), so that they are spread
   * along the front.
   *
   * @param count at most
   */
  public static List<Measured> of(Problem<?> problem, List<Measured> measured, int count) {
    List<Measured> left = new ArrayList<>(front(problem, measured));
    if (left.isEmpty()) {
      return List.of();
    }
    List<double[]> all = measured.stream().flatMap(one -> problem.gains(one).stream()).toList();
    Hypervolume volume = new Hypervolume(problem.objectives().referenceOf(all));
    List<Measured> chosen = new ArrayList<>();
    while (chosen.size() < count && !left.isEmpty()) {
      List<double[]> before = points(problem, chosen);
      double[] gains =
          points(problem, left).stream().mapToDouble(p -> volume.gain(p, before)).toArray();
      chosen.add(left.remove(Best.places(gains, 1)[0]));
    }
    return List.copyOf(chosen);
  }

  private static List<double[]> points(Problem<?> problem, List<Measured> measured) {
    return measured.stream().map(one -> problem.gains(one).orElseThrow()).toList();
  }
}
