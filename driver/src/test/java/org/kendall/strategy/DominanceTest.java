package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.uma.jmetal.qualityindicator.impl.hypervolume.impl.PISAHypervolume;
import org.uma.jmetal.solution.pointsolution.PointSolution;
import org.uma.jmetal.util.densityestimator.impl.CrowdingDistanceDensityEstimator;
import org.uma.jmetal.util.ranking.impl.FastNonDominatedSortRanking;

/** Sorting, crowding and hypervolumes, beside those of jMetal, which minimises. */
class DominanceTest {
  /** How many random sets are looked at of each kind. */
  private static final int SETS = 50;

  /** Of few values, so that there are ties and duplicates; or of many, so that there are none. */
  @ParameterizedTest
  @CsvSource({"1, 6", "2, 4", "2, 12", "2, 1000000", "3, 3", "3, 8", "3, 1000000", "4, 5"})
  void ranksAreThoseOfJmetal(int objectives, int values) {
    for (int seed = 0; seed < SETS; seed++) {
      List<double[]> points = points(seed, objectives, values);
      List<PointSolution> solutions = solutions(points);
      var ranking = new FastNonDominatedSortRanking<PointSolution>();
      ranking.compute(solutions);
      assertThat(Dominance.ranks(points))
          .containsExactly(solutions.stream().mapToInt(ranking::getRank).toArray());
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 6", "2, 4", "2, 12", "2, 1000000", "3, 3", "3, 8", "3, 1000000", "4, 5"})
  void crowdingDistancesOnEachFrontAreThoseOfJmetal(int objectives, int values) {
    for (int seed = 0; seed < SETS; seed++) {
      List<double[]> points = points(seed, objectives, values);
      int[] ranks = Dominance.ranks(points);
      for (int rank = 0; rank <= Arrays.stream(ranks).max().orElseThrow(); rank++) {
        int wanted = rank;
        List<double[]> front =
            IntStream.range(0, ranks.length)
                .filter(i -> ranks[i] == wanted)
                .mapToObj(points::get)
                .toList();
        List<PointSolution> solutions = solutions(front);
        var estimator = new CrowdingDistanceDensityEstimator<PointSolution>();
        estimator.compute(solutions);
        assertThat(Dominance.crowding(front))
            .containsExactly(
                solutions.stream().mapToDouble(estimator::value).toArray(), within(1e-12));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 4", "2, 12", "2, 1000000", "3, 3", "3, 8", "3, 1000000", "4, 5"})
  void hypervolumesAreThoseOfJmetal(int objectives, int values) {
    for (int seed = 0; seed < SETS; seed++) {
      List<double[]> points = points(seed, objectives, values);
      assertThat(new Hypervolume(new double[objectives]).of(points))
          .isCloseTo(jmetal(points), within(1e-12));
    }
  }

  @ParameterizedTest
  @CsvSource({"2, 4", "2, 1000000", "3, 3", "3, 8", "3, 1000000", "4, 5"})
  void whatAPointAddsIsTheDifferenceOfJmetalsHypervolumes(int objectives, int values) {
    for (int seed = 0; seed < SETS; seed++) {
      List<double[]> points = points(seed, objectives, values);
      List<double[]> others = points.subList(1, points.size());
      assertThat(new Hypervolume(new double[objectives]).gain(points.get(0), others))
          .isCloseTo(jmetal(points) - jmetal(others), within(1e-12));
    }
  }

  /** Its own code maximises, from the origin; it reorders what it is given. */
  private static double jmetal(List<double[]> points) {
    double[][] copy = points.stream().map(double[]::clone).toArray(double[][]::new);
    return new PISAHypervolume().calculateHypervolume(copy, copy.length, copy[0].length);
  }

  /** A step of width 2 and height 1, and one of width 1 that rises from 1 to 3. */
  @Test
  void theHypervolumeOfTwoStepsIsTheSumOfTheirRectangles() {
    Hypervolume volume = new Hypervolume(new double[] {1, -1});
    double[] wide = {3, 0};
    double[] high = {2, 2};
    assertThat(volume.of(List.of(wide, high))).isEqualTo(2 * 1 + 1 * 2);
    assertThat(volume.gain(high, List.of(wide))).isEqualTo(2);
  }

  @Test
  void whatIsNotAboveTheReferenceInAllObjectivesDominatesNothing() {
    Hypervolume volume = new Hypervolume(new double[] {1, 1});
    double[] atTheEdge = {1, 9};
    assertThat(volume.of(List.of(atTheEdge))).isZero();
    assertThat(volume.gain(atTheEdge, List.of())).isZero();
    assertThat(volume.of(List.of())).isZero();
  }

  @Test
  void theFrontIsWhatHasRankZeroEachPointOnce() {
    for (int seed = 0; seed < SETS; seed++) {
      List<double[]> points = points(seed, 2, 6);
      int[] ranks = Dominance.ranks(points);
      List<List<Double>> first = new ArrayList<>();
      for (int i = 0; i < ranks.length; i++) {
        List<Double> point = Arrays.stream(points.get(i)).boxed().toList();
        if (ranks[i] == 0 && !first.contains(point)) {
          first.add(point);
        }
      }
      assertThat(Dominance.front(points))
          .extracting(place -> Arrays.stream(points.get(place)).boxed().toList())
          .containsExactlyElementsOf(first);
    }
  }

  /** 1 to 60 points of some values in (0, 1]. */
  private static List<double[]> points(int seed, int objectives, int values) {
    SplittableRandom random = new SplittableRandom(seed);
    return IntStream.rangeClosed(0, 1 + random.nextInt(60))
        .mapToObj(
            i ->
                IntStream.range(0, objectives)
                    .mapToDouble(j -> (1.0 + random.nextInt(values)) / values)
                    .toArray())
        .toList();
  }

  private static List<PointSolution> solutions(List<double[]> points) {
    return points.stream()
        .map(point -> new PointSolution(Arrays.stream(point).map(gain -> -gain).toArray()))
        .toList();
  }
}
