package org.kendall.study;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;
import org.kendall.strategy.Dominance;
import org.kendall.strategy.Hypervolume;

/**
 * The front of several objectives that a table holds, by which searches of it are measured: as a
 * share of its hypervolume. Immutable.
 */
final class TrueFront {
  private static final Place NOWHERE = new Place("table", "", "", 0, 0, 0);

  private final Problem<?> problem;
  private final int candidates;
  private final long unknown;
  private final List<double[]> front; // (points, objectives)
  private final double[] reference; // (objectives)
  private final Hypervolume volume;
  private final double whole;
  private final double ofAllRows;

  private TrueFront(
      Problem<?> problem, List<double[]> reachable, List<double[]> allRows, long unknown) {
    this.problem = problem;
    this.candidates = reachable.size();
    this.unknown = unknown;
    this.front = Dominance.front(reachable).stream().map(reachable::get).toList();
    this.reference = problem.objectives().referenceOf(reachable);
    this.volume = new Hypervolume(reference);
    this.whole = volume.of(front);
    this.ofAllRows = volume.of(allRows);
  }

  /**
   * Of what a search of the table can come upon: it is told the row of a canonical candidate,
   * whatever the other rows say that mean the same.
   *
   * @throws IllegalArgumentException if nothing is better than the reference in all objectives
   */
  static TrueFront of(Problem<?> problem, BenchmarkTable rows) {
    Set<Candidate> canonical = new LinkedHashSet<>();
    List<double[]> all = new ArrayList<>();
    for (int row = 0; row < rows.candidates().size(); row++) {
      Candidate candidate = rows.candidates().get(row);
      canonical.add(problem.space().canonical(candidate));
      if (problem.allows(candidate)) {
        gains(problem, rows, candidate).ifPresent(all::add);
      }
    }
    List<double[]> reachable =
        canonical.stream()
            .filter(problem::allows)
            .flatMap(candidate -> gains(problem, rows, candidate).stream())
            .toList();
    if (reachable.isEmpty()) {
      throw new IllegalArgumentException("The objectives are told together of no row.");
    }
    long unknown = canonical.stream().filter(problem.space()::allows).count() - reachable.size();
    TrueFront front = new TrueFront(problem, reachable, all, unknown);
    if (front.whole <= 0) {
      throw new IllegalArgumentException(
          "The reference is surpassed in all objectives by no row.\nMaybe leave it out.");
    }
    return front;
  }

  private static Optional<double[]> gains(
      Problem<?> problem, BenchmarkTable rows, Candidate candidate) {
    return rows.row(candidate).stream()
        .<Evaluation>mapToObj(
            row ->
                new Measured(
                    new Trial(1, Stage.SEARCH, candidate, 0, 1), NOWHERE, rows.metrics(row)))
        .flatMap(measured -> problem.gains(measured).stream())
        .findFirst();
  }

  /** How many candidates a search can come upon. */
  int candidates() {
    return candidates;
  }

  /** How many more there are, of which a cost is not known. */
  long unknown() {
    return unknown;
  }

  /** How many points the front has. */
  int size() {
    return front.size();
  }

  /** What hypervolumes are measured from, as gains. Shape (objectives). */
  double[] reference() {
    return reference.clone();
  }

  /** Its hypervolume as a share of that of all rows, whether a search can come upon them or not. */
  double shareOfAllRows() {
    return whole / ofAllRows;
  }

  /**
   * The hypervolume of the first 1, 2, .. evaluations in percent of the front's. Shape
   * (evaluations).
   */
  double[] percent(List<Evaluation> evaluations) {
    List<double[]> known = List.of();
    double[] percent = new double[evaluations.size()];
    for (int i = 0; i < percent.length; i++) {
      List<double[]> more = new ArrayList<>(known);
      problem.gains(evaluations.get(i)).ifPresent(more::add);
      known = Dominance.front(more).stream().map(more::get).toList();
      percent[i] = 100 * volume.of(known) / whole;
    }
    return percent;
  }
}
