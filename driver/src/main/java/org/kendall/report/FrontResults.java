package org.kendall.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.search.RunLog;
import org.kendall.strategy.Dominance;
import org.kendall.strategy.Hypervolume;
import org.kendall.strategy.Representatives;

/**
 * What a search by several objectives has found. Hypervolumes are shares of the box from the
 * reference to the best of each objective.
 *
 * @param reference by objective, in its own unit: what the job says, else the worst that the search
 *     and the random search measured
 * @param best by objective, in its own unit: the best that they measured
 * @param arms the search, and the random search where there is one
 */
public record FrontResults(
    List<Metric> objectives,
    Map<String, Double> reference,
    Map<String, Double> best,
    List<Arm> arms) {
  private static final List<Stage> STAGES = List.of(Stage.SEARCH, Stage.BASELINE);

  /**
   * What one of both has found.
   *
   * @param front what nothing surpasses in all objectives, best by the first objective first
   * @param curve where the hypervolume rose, and the last evaluation
   */
  public record Arm(String arm, double hypervolume, List<Standing> front, List<Point> curve) {}

  /**
   * The hypervolume of the first so many evaluations, failed ones included.
   *
   * @param trial number of the last of them
   */
  public record Point(int evaluations, long trial, double hypervolume) {}

  /** Empty with one objective, and before anything was measured. */
  static Optional<FrontResults> of(RunLog log, Problem<?> problem) {
    List<double[]> points =
        STAGES.stream()
            .flatMap(stage -> log.evaluations(stage).stream())
            .flatMap(one -> problem.gains(one).stream())
            .toList();
    if (!problem.objectives().areSeveral() || points.isEmpty()) {
      return Optional.empty();
    }
    Box box = Box.of(problem, points);
    List<Arm> arms =
        STAGES.stream()
            .filter(stage -> !log.evaluations(stage).isEmpty())
            .map(stage -> arm(log, stage, problem, box))
            .toList();
    return Optional.of(
        new FrontResults(
            problem.objectives().metrics(),
            named(problem, box.reference),
            named(problem, box.best),
            arms));
  }

  private static Arm arm(RunLog log, Stage stage, Problem<?> problem, Box box) {
    List<Evaluation> evaluations = log.evaluations(stage);
    List<Point> curve = curve(evaluations, problem, box);
    return new Arm(
        stage.label(),
        curve.get(curve.size() - 1).hypervolume(),
        front(log, stage, problem).stream().map(one -> Standing.of(one, problem)).toList(),
        curve);
  }

  /** The front of a stage, best by the first objective first. */
  static List<Measured> front(RunLog log, Stage stage, Problem<?> problem) {
    return Representatives.front(
        problem,
        log.evaluations(stage).stream()
            .filter(Measured.class::isInstance)
            .map(Measured.class::cast)
            .toList());
  }

  private static List<Point> curve(List<Evaluation> evaluations, Problem<?> problem, Box box) {
    List<Point> curve = new ArrayList<>();
    List<double[]> front = List.of();
    double volume = 0;
    for (int i = 0; i < evaluations.size(); i++) {
      Optional<double[]> gains = problem.gains(evaluations.get(i));
      double more = gains.isPresent() ? box.gain(gains.get(), front) : 0;
      volume += more;
      if (gains.isPresent() && more > 0) {
        front = with(front, gains.get());
      }
      if (more > 0 || i == evaluations.size() - 1) {
        curve.add(new Point(i + 1, evaluations.get(i).trial().number(), volume));
      }
    }
    return curve;
  }

  private static List<double[]> with(List<double[]> front, double[] point) {
    List<double[]> more = new ArrayList<>(front);
    more.add(point);
    return Dominance.front(more).stream().map(more::get).toList();
  }

  /** Gains as values of the objectives. */
  private static Map<String, Double> named(Problem<?> problem, double[] gains) {
    Map<String, Double> named = new LinkedHashMap<>();
    for (int i = 0; i < gains.length; i++) {
      Metric metric = problem.objectives().metrics().get(i);
      named.put(metric.name(), metric.direction().asGain(gains[i]));
    }
    return named;
  }

  /** What hypervolumes are shares of. Shapes (objectives). */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Box(double[] reference, double[] best) {
    static Box of(Problem<?> problem, List<double[]> points) {
      double[] best = points.get(0).clone();
      for (double[] point : points) {
        for (int i = 0; i < best.length; i++) {
          best[i] = Math.max(best[i], point[i]);
        }
      }
      return new Box(problem.objectives().referenceOf(points), best);
    }

    /** What a point adds to a front; zero where all are equal in some objective. */
    double gain(double[] point, List<double[]> front) {
      double gain = new Hypervolume(reference).gain(point, front);
      for (int i = 0; i < best.length; i++) {
        gain = gain > 0 ? gain / (best[i] - reference[i]) : 0;
      }
      return gain;
    }
  }
}
