package org.kendall.evaluate;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/**
 * What is searched, how it is scored, and what it may cost. Broadcast once.
 *
 * @param costs figures told for every candidate
 * @param limits the largest allowed value per cost, by its name
 * @param objective one of the evaluator's metrics
 * @param budgets limits within each of which the best candidate is searched; the largest is a limit
 */
public record Problem<D>(
    SearchSpace<D> space,
    Evaluator<? super D> evaluator,
    List<? extends CostModel<? super D>> costs,
    Map<String, Double> limits,
    Metric objective,
    Budgets budgets)
    implements Serializable {
  public Problem {
    costs = List.copyOf(costs);
    limits =
        budgets.values().isEmpty()
            ? Map.copyOf(limits)
            : tighter(limits, budgets, budgets.largest());
    List<String> names = costs.stream().map(CostModel::name).toList();
    for (String limited : limits.keySet()) {
      if (!names.contains(limited)) {
        throw new IllegalArgumentException(
            "The limit on %s has no cost model; there are %s.".formatted(limited, names));
      }
    }
    if (!budgets.values().isEmpty() && !names.contains(budgets.cost())) {
      throw new IllegalArgumentException(
          "The budgets on %s have no cost model; there are %s.".formatted(budgets.cost(), names));
    }
  }

  /** A problem without budgets. */
  public Problem(
      SearchSpace<D> space,
      Evaluator<? super D> evaluator,
      List<? extends CostModel<? super D>> costs,
      Map<String, Double> limits,
      Metric objective) {
    this(space, evaluator, costs, limits, objective, Budgets.NONE);
  }

  /** The same within each of the budgets, or itself where there are none. */
  public List<Problem<D>> withinBudgets() {
    return budgets.values().isEmpty()
        ? List.of(this)
        : budgets.values().stream().map(this::within).toList();
  }

  private Problem<D> within(double budget) {
    return new Problem<>(space, evaluator, costs, tighter(limits, budgets, budget), objective);
  }

  private static Map<String, Double> tighter(
      Map<String, Double> limits, Budgets budgets, double budget) {
    Map<String, Double> tighter = new HashMap<>(limits);
    tighter.merge(budgets.cost(), budget, Math::min);
    return Map.copyOf(tighter);
  }

  /** All costs of a candidate, by name. */
  public Map<String, Double> costs(Candidate candidate) {
    D design = space.decode(candidate);
    return costs.stream()
        .collect(Collectors.toUnmodifiableMap(CostModel::name, model -> model.cost(design)));
  }

  /** Whether the space allows the candidate and every limit is kept. */
  public boolean allows(Candidate candidate) {
    if (!space.allows(candidate)) {
      return false;
    }
    if (limits.isEmpty()) {
      return true;
    }
    D design = space.decode(candidate);
    return costs.stream()
        .allMatch(
            model ->
                !limits.containsKey(model.name())
                    || model.cost(design) <= limits.get(model.name()));
  }
}
