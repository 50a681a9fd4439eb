package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BudgetedPathTest {
  private static final int POINTS = 5;
  private static final int[] COSTS = {1, 2, 5};
  private static final double GROWTH = 1.15;

  /** Every beginning and set of stops with every choice of models is tried out. */
  @Test
  void noPathIsBetterWithinAnyBudget() {
    SplittableRandom random = new SplittableRandom(3);
    for (int draw = 0; draw < 20; draw++) {
      double[][][] errors = errors(random);
      double[] starts = {0, 0.5 * random.nextDouble(), random.nextDouble(), 2, 0};
      List<Optional<BudgetedPath.Path>> paths =
          new BudgetedPath(errors, starts, COSTS, GROWTH).upTo(14);
      for (int budget = 0; budget <= 14; budget++) {
        double least = Double.POSITIVE_INFINITY;
        for (int start = 0; start < POINTS - 1; start++) {
          least = Math.min(least, starts[start] + leastByTrying(errors, start, budget));
        }
        Optional<BudgetedPath.Path> path = paths.get(budget);
        assertThat(path.isPresent()).isEqualTo(Double.isFinite(least));
        if (path.isPresent()) {
          assertThat(path.get().error()).isCloseTo(least, within(1e-12));
          List<BudgetedPath.Jump> jumps = path.get().jumps();
          assertThat(starts[jumps.get(0).point()] + error(errors, jumps, 0))
              .isCloseTo(least, within(1e-12));
          assertThat(jumps.stream().mapToInt(jump -> COSTS[jump.model()]).sum())
              .isLessThanOrEqualTo(budget);
        }
      }
    }
  }

  private static double[][][] errors(SplittableRandom random) {
    double[][][] errors = new double[COSTS.length][POINTS][POINTS];
    for (double[][] ofModel : errors) {
      for (int from = 0; from < POINTS; from++) {
        for (int to = from + 1; to < POINTS; to++) {
          ofModel[from][to] = random.nextDouble() * (to - from) * (to - from);
        }
      }
    }
    return errors;
  }

  private static double leastByTrying(double[][][] errors, int point, int budget) {
    double least = point == POINTS - 1 ? 0 : Double.POSITIVE_INFINITY;
    for (int model = 0; model < COSTS.length; model++) {
      for (int landing = point + 1; landing < POINTS && COSTS[model] <= budget; landing++) {
        double rest = leastByTrying(errors, landing, budget - COSTS[model]);
        least = Math.min(least, errors[model][point][landing] + GROWTH * rest);
      }
    }
    return least;
  }

  private static double error(double[][][] errors, List<BudgetedPath.Jump> jumps, int place) {
    if (place == jumps.size()) {
      return 0;
    }
    BudgetedPath.Jump jump = jumps.get(place);
    int landing = place + 1 < jumps.size() ? jumps.get(place + 1).point() : POINTS - 1;
    return errors[jump.model()][jump.point()][landing] + GROWTH * error(errors, jumps, place + 1);
  }

  @Test
  void modelsThatCostNothingAreRefused() {
    assertThatThrownBy(() -> new BudgetedPath(new double[1][2][2], new double[2], new int[] {0}, 1))
        .hasMessage("The costs ([0]) must be above 0, and as many as the models (1).");
  }
}
