package org.kendall.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.kendall.evaluate.CostColumn;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Prepared;
import org.kendall.evaluate.TableCost;
import org.kendall.space.SearchSpace;

/**
 * The costs that can be told of a job's candidates. Those that must be measured first are told only
 * where the job limits them.
 */
record JobCosts(Catalog catalog, JobSpec spec) {
  /**
   * The costs that are told.
   *
   * @param prepared where what was prepared lies; empty while nothing is
   */
  List<CostModel<?>> told(String prepared) {
    Stream<CostModel<?>> ours =
        catalog.costs().stream()
            .filter(cost -> isLimited(cost.name()) || preparations(cost.name()).isEmpty())
            .flatMap(cost -> made(cost, prepared));
    return Stream.concat(ours, ofTables()).toList();
  }

  /** The names of all that could be told. */
  List<String> names() {
    Stream<CostModel<?>> ours = catalog.costs().stream().flatMap(cost -> made(cost, ""));
    return Stream.concat(ours, ofTables()).<String>map(CostModel::name).toList();
  }

  /** Those that tables tell; a candidate that one does not know is never evaluated. */
  private Stream<TableCost> ofTables() {
    return spec.costs().entrySet().stream().map(cost -> cost.getValue().named(cost.getKey()));
  }

  /**
   * Costs that tables tell of a space's candidates.
   *
   * @param taken names of other figures
   * @throws IllegalArgumentException if one is of another space, or its name is taken
   */
  static List<TableCost> of(
      Map<String, CostColumn> costs, SearchSpace<?> space, Collection<String> taken) {
    costs.forEach(
        (name, cost) -> {
          if (taken.contains(name)) {
            throw new IllegalArgumentException(
                "The cost (%s) has a name that is taken; those taken are %s."
                    .formatted(name, String.join(", ", taken)));
          }
          SearchSpace<?> told = cost.table().space();
          if (told.getClass() != space.getClass() || !told.choices().equals(space.choices())) {
            throw new IllegalArgumentException(
                ("The table %s of the cost %s is of another space than the one that is searched.\n"
                        + "Maybe name another table, or its space.")
                    .formatted(cost.table().file(), name));
          }
        });
    return costs.entrySet().stream().map(cost -> cost.getValue().named(cost.getKey())).toList();
  }

  /**
   * Looks at the tables that this job's costs are told by.
   *
   * @throws IllegalArgumentException if one is of another space, or a name is taken
   */
  void check() {
    List<String> taken = new ArrayList<>(catalog.costs().stream().map(Catalog.Cost::name).toList());
    spec.evaluate().metrics().forEach(metric -> taken.add(metric.name()));
    of(spec.costs(), spec.space(), taken);
  }

  private Stream<CostModel<?>> made(Catalog.Cost cost, String prepared) {
    Optional<CostModel<?>> made = cost.maker().apply(spec.evaluate(), prepared);
    return made.filter(model -> DesignType.fits(model, spec.space())).stream();
  }

  /** What must be prepared so that they can be told. */
  List<Preparation> preparations() {
    return catalog.costs().stream()
        .filter(cost -> isLimited(cost.name()))
        .flatMap(cost -> preparations(cost.name()).stream())
        .toList();
  }

  private List<Preparation> preparations(String cost) {
    return spec.evaluate() instanceof Prepared needy ? needy.preparations(cost) : List.of();
  }

  private boolean isLimited(String cost) {
    return spec.limits().containsKey(cost)
        || spec.objectives().contains(cost)
        || !spec.budgets().values().isEmpty() && spec.budgets().cost().equals(cost);
  }
}
