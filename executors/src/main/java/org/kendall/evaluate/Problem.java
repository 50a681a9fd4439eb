package org.kendall.evaluate;

import java.io.Serializable;
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
 */
public record Problem<D>(
    SearchSpace<D> space,
    Evaluator<? super D> evaluator,
    List<? extends CostModel<? super D>> costs,
    Map<String, Double> limits,
    Metric objective)
    implements Serializable {
  public Problem {
    costs = List.copyOf(costs);
    limits = Map.copyOf(limits);
    List<String> names = costs.stream().map(CostModel::name).toList();
    for (String limited : limits.keySet()) {
      if (!names.contains(limited)) {
        throw new IllegalArgumentException(
            "The limit on %s has no cost model; there are %s.".formatted(limited, names));
      }
    }
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
