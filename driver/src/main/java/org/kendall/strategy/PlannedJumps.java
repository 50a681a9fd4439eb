package org.kendall.strategy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.ScheduleCost;
import org.kendall.evaluate.SolverCost;
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
    Set<Candidate> all = new LinkedHashSet<>();
    for (double growth : growths) {
      List<Optional<BudgetedPath.Path>> paths =
          new BudgetedPath(errors.errors(), errors.starts(), costs, growth).upTo(parts);
      for (double budget : budgets) {
        int most = (int) Math.floor(budget / unit + 1e-9);
        for (Function<BudgetedPath.Path, Optional<Candidate>> way : ways(errors.points(), space)) {
          within(problem, budget, paths.subList(0, most + 1), way).ifPresent(all::add);
        }
      }
    }
    return List.copyOf(all);
  }

  /**
   * A path said in some way. Changes of models and higher orders may cost more than was counted: if
   * it is beyond the budget, the best path of a smaller one is taken.
   *
   * @param paths by budget, in parts
   */
  private static Optional<Candidate> within(
      Problem<?> problem,
      double budget,
      List<Optional<BudgetedPath.Path>> paths,
      Function<BudgetedPath.Path, Optional<Candidate>> way) {
    String cost = problem.budgets().cost();
    for (int i = paths.size() - 1; i >= 0 && paths.get(i).isPresent(); i--) {
      Optional<Candidate> said = way.apply(paths.get(i).get());
      if (said.isEmpty() || problem.costs(said.get()).get(cost) <= budget) {
        return said;
      }
    }
    return Optional.empty();
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

  /** All customary solvers; those that a space or a path cannot have are empty. */
  private static List<Function<BudgetedPath.Path, Optional<Candidate>>> ways(
      int points, ScheduleSpace<?> space) {
    ScheduleGrids grids = new ScheduleGrids(space);
    List<Function<BudgetedPath.Path, Optional<Candidate>>> ways = new ArrayList<>();
    for (ScheduleGrids.Style style : ScheduleGrids.Style.ALL) {
      ways.add(path -> onSlots(path.jumps(), points, grids, style));
    }
    for (int order = 1; order <= SolverCost.ORDERS; order++) {
      int of = order;
      ways.add(path -> inSteps(path.jumps(), of, grids));
    }
    return ways;
  }

  private static Optional<Candidate> onSlots(
      List<BudgetedPath.Jump> jumps, int points, ScheduleGrids grids, ScheduleGrids.Style style) {
    int places = grids.space().places();
    int[] slots =
        jumps.stream()
            .mapToInt(jump -> (points - 1 - jump.point()) * places / points)
            .distinct()
            .toArray();
    return slots.length == jumps.size()
        ? grids.candidate(slots, i -> jumps.get(i).model(), style)
        : Optional.empty();
  }

  private static Optional<Candidate> inSteps(
      List<BudgetedPath.Jump> jumps, int order, ScheduleGrids grids) {
    return order <= jumps.size()
        ? grids.candidate(jumps.size() / order, order, i -> jumps.get(i).model())
        : Optional.empty();
  }
}
