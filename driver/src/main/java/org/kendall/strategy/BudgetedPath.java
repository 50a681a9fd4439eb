package org.kendall.strategy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The schedule of least error for every budget at once, by dynamic programming (after GITS, Chen et
 * al., ICML 2024, which has one model, counts steps and begins at the first point): the least error
 * from a point of a grid on is that of one jump plus {@code growth} times that from where it lands,
 * with what is left of the budget. A path may begin at any point but the last.
 *
 * @param errors of a jump, by the model asked, the point it starts at and the point it lands at.
 *     Shape (models, points, points); only jumps to later points count
 * @param starts what it costs in error to begin at a point. Shape (points)
 * @param costs of the models, in whole units of the budget, above 0
 * @param growth what an error made later counts against one made now; 1.15 in GITS
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record BudgetedPath(double[][][] errors, double[] starts, int[] costs, double growth) {
  public BudgetedPath {
    if (errors.length != costs.length || Arrays.stream(costs).anyMatch(cost -> cost < 1)) {
      throw new IllegalArgumentException(
          "The costs (%s) must be above 0, and as many as the models (%d)."
              .formatted(Arrays.toString(costs), errors.length));
    }
  }

  /** A model asked at a point. */
  public record Jump(int point, int model) {}

  /**
   * A way from where it begins to the last point.
   *
   * @param error what the whole way costs in error
   */
  public record Path(double error, List<Jump> jumps) {
    public Path {
      jumps = List.copyOf(jumps);
    }
  }

  /** The path of least error within each budget from 0 to the largest; empty if there is none. */
  public List<Optional<Path>> upTo(int largest) {
    Table table = new Table(errors[0].length, largest);
    for (int point = table.last - 1; point >= 0; point--) {
      for (int budget = 1; budget <= largest; budget++) {
        fill(table, point, budget);
      }
    }
    List<Optional<Path>> paths = new ArrayList<>();
    for (int budget = 0; budget <= largest; budget++) {
      paths.add(path(table, budget));
    }
    return paths;
  }

  /** The least error from each point with each budget, and the jump that it begins with. */
  private static final class Table {
    private final int last;
    private final double[][] error; // (points, budgets)
    private final int[][] model; // (points, budgets)
    private final int[][] landing; // (points, budgets)

    Table(int points, int largest) {
      last = points - 1;
      error = new double[points][largest + 1];
      model = new int[points][largest + 1];
      landing = new int[points][largest + 1];
      for (int point = 0; point < last; point++) {
        Arrays.fill(error[point], Double.POSITIVE_INFINITY);
      }
    }
  }

  private void fill(Table table, int point, int budget) {
    for (int asked = 0; asked < costs.length; asked++) {
      if (costs[asked] > budget) {
        continue;
      }
      for (int landing = point + 1; landing <= table.last; landing++) {
        double rest = table.error[landing][budget - costs[asked]];
        double error = errors[asked][point][landing] + growth * rest;
        if (error < table.error[point][budget]) {
          table.error[point][budget] = error;
          table.model[point][budget] = asked;
          table.landing[point][budget] = landing;
        }
      }
    }
  }

  private Optional<Path> path(Table table, int budget) {
    int start =
        IntStream.range(0, table.last)
            .boxed()
            .min(Comparator.comparingDouble(point -> starts[point] + table.error[point][budget]))
            .orElseThrow();
    double error = starts[start] + table.error[start][budget];
    if (Double.isInfinite(error)) {
      return Optional.empty();
    }
    List<Jump> jumps = new ArrayList<>();
    int left = budget;
    for (int point = start; point < table.last; ) {
      int asked = table.model[point][left];
      jumps.add(new Jump(point, asked));
      int landing = table.landing[point][left];
      left -= costs[asked];
      point = landing;
    }
    return Optional.of(new Path(error, jumps));
  }
}
