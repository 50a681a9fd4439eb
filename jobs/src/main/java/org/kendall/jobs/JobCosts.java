package org.kendall.jobs;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.kendall.evaluate.CostModel;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Prepared;

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
    return catalog.costs().stream()
        .filter(cost -> isLimited(cost.name()) || preparations(cost.name()).isEmpty())
        .flatMap(cost -> made(cost, prepared))
        .toList();
  }

  /** The names of all that could be told. */
  List<String> names() {
    return catalog.costs().stream()
        .flatMap(cost -> made(cost, ""))
        .<String>map(CostModel::name)
        .toList();
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
        || !spec.budgets().values().isEmpty() && spec.budgets().cost().equals(cost);
  }
}
