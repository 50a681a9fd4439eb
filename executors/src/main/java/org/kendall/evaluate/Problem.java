package org.kendall.evaluate;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/**
 * What is searched, how it is scored, and what it may cost. Broadcast once.
 *
 * @param costs figures told for every candidate
 * @param limits the largest allowed value per cost, by its name
 * @param objectives what is to be improved: metrics of the evaluator and, beside at least one of
 *     them, costs
 * @param budgets limits within each of which the best candidate is searched; the largest is a limit
 */
public record Problem<D>(
    SearchSpace<D> space,
    Evaluator<? super D> evaluator,
    List<? extends CostModel<? super D>> costs,
    Map<String, Double> limits,
    Objectives objectives,
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
    if (!budgets.values().isEmpty() && objectives.areSeveral()) {
      throw new IllegalArgumentException(
          ("The budgets on %s go with one objective; here are %s.\n"
                  + "Maybe leave them out: the front tells the best within each budget.")
              .formatted(budgets.cost(), objectives.names()));
    }
  }

  /** A problem of one objective. */
  public Problem(
      SearchSpace<D> space,
      Evaluator<? super D> evaluator,
      List<? extends CostModel<? super D>> costs,
      Map<String, Double> limits,
      Metric objective,
      Budgets budgets) {
    this(space, evaluator, costs, limits, Objectives.of(objective), budgets);
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
    return new Problem<>(
        space, evaluator, costs, tighter(limits, budgets, budget), objectives, Budgets.NONE);
  }

  private static Map<String, Double> tighter(
      Map<String, Double> limits, Budgets budgets, double budget) {
    Map<String, Double> tighter = new HashMap<>(limits);
    tighter.merge(budgets.cost(), budget, Math::min);
    return Map.copyOf(tighter);
  }

  /** The objective or, of several, the first that is measured. */
  public Metric objective() {
    return measuredObjectives().get(0);
  }

  /** The objectives that only an evaluation tells, in their order; the others are costs. */
  public List<Metric> measuredObjectives() {
    return objectives.metrics().stream().filter(metric -> !isCost(metric.name())).toList();
  }

  private boolean isCost(String name) {
    return costs.stream().anyMatch(cost -> cost.name().equals(name));
  }

  /**
   * What an evaluation is worth by each objective, larger is better; empty if it was not measured.
   * Shape (objectives).
   */
  public Optional<double[]> gains(Evaluation evaluation) {
    Map<String, Double> costs =
        objectives.areSeveral() ? costs(evaluation.trial().candidate()) : Map.of();
    double[] gains = new double[objectives.metrics().size()];
    for (int i = 0; i < gains.length; i++) {
      Metric metric = objectives.metrics().get(i);
      OptionalDouble value =
          costs.containsKey(metric.name())
              ? OptionalDouble.of(costs.get(metric.name()))
              : evaluation.metric(metric.name());
      if (value.isEmpty() || evaluation instanceof Evaluation.Failed) {
        return Optional.empty();
      }
      gains[i] = metric.direction().asGain(value.getAsDouble());
    }
    return Optional.of(gains);
  }

  /** All costs of a candidate, by name; infinite where one is not known. */
  public Map<String, Double> costs(Candidate candidate) {
    D design = space.decode(candidate);
    return costs.stream()
        .collect(
            Collectors.toUnmodifiableMap(CostModel::name, model -> model.cost(candidate, design)));
  }

  /** Whether the space allows the candidate, every limit is kept and every cost is known. */
  public boolean allows(Candidate candidate) {
    if (!space.allows(candidate)) {
      return false;
    }
    if (limits.isEmpty() && costs.stream().allMatch(CostModel::knowsAll)) {
      return true;
    }
    D design = space.decode(candidate);
    return costs.stream()
        .filter(model -> !model.knowsAll() || limits.containsKey(model.name()))
        .allMatch(
            model ->
                model.cost(candidate, design)
                    <= limits.getOrDefault(model.name(), Double.MAX_VALUE));
  }
}
