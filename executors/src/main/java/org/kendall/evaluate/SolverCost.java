package org.kendall.evaluate;

import java.io.Serializable;
import java.util.List;
import org.kendall.space.ModelSchedule;

/**
 * What the steps of solvers cost beside the networks that they ask.
 *
 * @param multi the cost of one step of a multistep solver, by its order, from 1
 * @param single the cost of one whole step of a single-step solver, by its order, from 1: so many
 *     evaluations
 */
public record SolverCost(List<Double> multi, List<Double> single) implements Serializable {
  /** The largest order of a solver. */
  public static final int ORDERS = 3;

  /** Solvers of which nothing counts. */
  public static final SolverCost NONE =
      new SolverCost(List.of(0.0, 0.0, 0.0), List.of(0.0, 0.0, 0.0));

  public SolverCost {
    multi = List.copyOf(multi);
    single = List.copyOf(single);
    if (!isWhole(multi) || !isWhole(single)) {
      throw new IllegalArgumentException(
          "The costs of steps (%s and %s) must be %d each and not negative."
              .formatted(multi, single, ORDERS));
    }
  }

  private static boolean isWhole(List<Double> costs) {
    return costs.size() == ORDERS && costs.stream().allMatch(cost -> cost >= 0);
  }

  /** The cost of all steps of a schedule. */
  double of(ModelSchedule schedule) {
    return schedule instanceof ModelSchedule.Slots slots
        ? ofSlots(slots.taken())
        : ((ModelSchedule.Groups) schedule)
            .steps().stream().mapToDouble(models -> single.get(models.size() - 1)).sum();
  }

  /** The first steps know of too few before them for a high order; the last is of the first. */
  private double ofSlots(List<ModelSchedule.Slot> taken) {
    double sum = 0;
    for (int i = 0; i < taken.size(); i++) {
      boolean isLast = i == taken.size() - 1;
      sum += multi.get(isLast ? 0 : Math.min(taken.get(i).order(), i + 1) - 1);
    }
    return sum;
  }
}
