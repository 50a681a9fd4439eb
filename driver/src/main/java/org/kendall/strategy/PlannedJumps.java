package org.kendall.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.evaluate.sampling.JumpErrors;
import org.kendall.space.Candidate;
import org.kendall.space.ScheduleSpace;
import org.kendall.space.Setting;

/**
 * The schedule of least error within each budget, as far as errors of single jumps tell: see {@link
 * BudgetedPath}. It needs no images to be compared. Each is said with all customary solvers.
 */
@Setting("The schedules of least error of jumps within each budget, by dynamic programming.")
public record PlannedJumps(
    @Setting(
            value = "What an error made later counts against one made now; each gives schedules.",
            byDefault = "[1.15, 1.5]")
        List<Double> growths,
    @Setting(value = "Parts of the largest budget that costs are counted in.", byDefault = "8000")
        int parts)
    implements Recipe {
  public PlannedJumps {
    growths = List.copyOf(growths);
    if (growths.isEmpty() || growths.stream().anyMatch(growth -> !(growth > 0)) || parts < 1) {
      throw new IllegalArgumentException(
          "The growths (%s) must be one at least, and positive, as the parts (%d)."
              .formatted(growths, parts));
    }
  }

  @Override
  public void check(Problem<?> problem) {
    Recipe.super.check(problem);
    if (problem.budgets().values().isEmpty()) {
      throw new IllegalArgumentException("Planned jumps need budgets.\nMaybe set budgets.values.");
    }
  }

  @Override
  public List<Candidate> candidates(Problem<?> problem, String prepared) {
    JumpErrors errors = JumpErrors.read(prepared);
    List<Double> budgets = problem.budgets().values();
    double unit = budgets.get(budgets.size() - 1) / parts;
    int[] costs = costs(problem).stream().mapToInt(cost -> units(cost, unit)).toArray();
    ScheduleSpace<?> space = (ScheduleSpace<?>) problem.space();
    List<Candidate> all = new ArrayList<>();
    for (double growth : growths) {
      List<Optional<BudgetedPath.Path>> paths =
          new BudgetedPath(errors.errors(), errors.starts(), costs, growth).upTo(parts);
      for (double budget : budgets) {
        paths
            .get((int) Math.floor(budget / unit + 1e-9))
            .ifPresent(path -> add(path.jumps(), errors.points(), space, all));
      }
    }
    return all.stream().distinct().toList();
  }

  private static int units(double cost, double unit) {
    return (int) Math.max(1, Math.ceil(cost / unit - 1e-9));
  }

  /** Of one evaluation of each model. */
  private static List<Double> costs(Problem<?> problem) {
    CostModel<?> cost =
        problem.costs().stream()
            .filter(model -> model.name().equals(problem.budgets().cost()))
            .findFirst()
            .orElseThrow();
    return ((ScheduleCost) cost).perEvaluation();
  }

  private static void add(
      List<BudgetedPath.Jump> jumps, int points, ScheduleSpace<?> space, List<Candidate> into) {
    ScheduleGrids grids = new ScheduleGrids(space);
    int[] slots =
        jumps.stream()
            .mapToInt(jump -> (points - 1 - jump.point()) * space.places() / points)
            .distinct()
            .toArray();
    int[] models = jumps.stream().mapToInt(BudgetedPath.Jump::model).toArray();
    if (slots.length == models.length) {
      for (ScheduleGrids.Style style : ScheduleGrids.Style.ALL) {
        grids.candidate(slots, i -> models[i], style).ifPresent(into::add);
      }
    }
    for (int order = 1; order <= 3 && order <= models.length; order++) {
      grids.candidate(models.length / order, order, i -> models[i]).ifPresent(into::add);
    }
  }
}
