package org.kendall.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.TableCost;
import org.kendall.search.RunDirectory;
import org.kendall.study.CompareStrategies;
import org.kendall.study.NamedStrategy;
import org.kendall.study.SearchedTable;
import org.kendall.study.StrategyCase;
import org.kendall.study.StrategyCases;

/** A compare job that was found good: its table is read, and every strategy can work on it. */
final class CompareJob extends StudyJob<CompareSpec, StrategyCase> {
  private CompareJob(JobTree tree, CompareSpec spec, Problem<StrategyCase> problem) {
    super(tree, spec, problem);
  }

  /**
   * Binds a job and looks at its table and its strategies.
   *
   * @throws BadInputException if a setting is wrong, or a strategy asks for what the space lacks
   * @throws org.kendall.data.BadDataException if the table is missing or damaged
   */
  static CompareJob of(JobTree tree) {
    CompareSpec spec = tree.bind(CompareSpec.class, JobKind.COMPARE);
    CompareStrategies compare = compare(tree, spec);
    spec.strategies()
        .forEach(
            (name, strategy) ->
                tree.checked("strategies." + name, () -> strategy.check(compare.problem())));
    compare.check();
    tree.told("objectives", () -> compare.searched().frontText());
    Metric regret = compare.metrics().get(0);
    return new CompareJob(
        tree, spec, new Problem<>(cases(tree, spec), compare, List.of(), Map.of(), regret));
  }

  private static SearchedTable searched(JobTree tree, CompareSpec spec) {
    List<Metric> metrics = spec.table().allMetrics();
    List<String> taken = metrics.stream().map(Metric::name).toList();
    List<TableCost> costs =
        tree.told("costs", () -> JobCosts.of(spec.costs(), spec.table().space(), taken));
    return new SearchedTable(
        spec.table(),
        tree.informed(spec.table(), spec.lowFidelity()),
        costs,
        tree.told("objectives", () -> spec.namedObjectives().among(metrics, costs)));
  }

  private static CompareStrategies compare(JobTree tree, CompareSpec spec) {
    return new CompareStrategies(
        searched(tree, spec),
        spec.seed(),
        spec.rounds(),
        spec.simulate(),
        spec.budget(),
        spec.within(),
        spec.searchHours());
  }

  private static StrategyCases cases(JobTree tree, CompareSpec spec) {
    List<NamedStrategy> strategies = new ArrayList<>();
    spec.strategies()
        .forEach((name, strategy) -> strategies.add(new NamedStrategy(name, strategy)));
    try {
      return new StrategyCases(strategies, spec.seeds());
    } catch (IllegalArgumentException e) {
      String key = e.getMessage().startsWith("The seeds") ? "seeds" : "strategies";
      throw tree.bad(key, e.getMessage());
    }
  }

  /** What each search is asked to solve. */
  Problem<?> searched() {
    return ((CompareStrategies) (Object) problem().evaluator()).problem();
  }

  @Override
  public Findings findings(RunDirectory directory) {
    return new CompareFindings(problem(), resolvedYaml());
  }

  @Override
  public String summary() {
    return """
          table          %s, space %s, %s
          strategies     %s
          trials         %,d searches: each strategy from %d seeds, up to %,d evaluations each
        """
        .formatted(
            spec().table().file().substring(spec().table().file().lastIndexOf('/') + 1),
            tree().name(spec().table().space()),
            objectives(),
            String.join(", ", spec().strategies().keySet()),
            problem().space().size(),
            spec().seeds(),
            spec().budget());
  }

  private String objectives() {
    SearchedTable searched = ((CompareStrategies) (Object) problem().evaluator()).searched();
    return searched.objectives().areSeveral()
        ? "objectives %s\n  true front     %s"
            .formatted(searched.objectives().names(), searched.frontText())
        : "objective " + searched.objectives().names();
  }
}
