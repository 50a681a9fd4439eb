package org.kendall.study;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.TrialContext;
import org.kendall.search.ConfirmRule;
import org.kendall.search.Progress;
import org.kendall.search.Rounds;
import org.kendall.search.SearchPlan;
import org.kendall.search.Seeds;
import org.kendall.search.SimulatedSearch;
import org.kendall.search.SimulatedWorkers;
import org.kendall.search.StopRule;
import org.kendall.space.LowFidelitySpace;

/**
 * Runs a whole search on a table, by the one loop on simulated workers, and tells how soon it came
 * near the best. A search by one objective ends when it has found the best, as nothing can change
 * after.
 *
 * @param searched the table, and the objectives that it is searched by
 * @param seed of the comparison; each search has its own from this and its case
 * @param budget evaluations of a search at most
 * @param within how near to the best counts as close, in the objective's unit; of several, in
 *     percent of the true front's hypervolume
 * @param hours the most that one search may really take
 */
public record CompareStrategies(
    SearchedTable searched,
    long seed,
    Rounds rounds,
    SimulatedWorkers simulate,
    int budget,
    double within,
    double hours)
    implements Evaluator<StrategyCase> {

  /** The regrets and times that every search has; how many it took, only those that came so far. */
  @Override
  public List<Metric> metrics() {
    String unit = searched.unit();
    List<Metric> metrics = new ArrayList<>();
    metrics.add(Metric.minimized(CompareFigures.REGRET, unit));
    for (int evaluations : CompareFigures.powersOfTwo(budget)) {
      metrics.add(Metric.minimized(CompareFigures.REGRET + "_" + evaluations, unit));
    }
    metrics.add(Metric.minimized(CompareFigures.TO_BEST, ""));
    metrics.add(Metric.minimized(CompareFigures.TO_WITHIN, ""));
    metrics.add(Metric.minimized(CompareFigures.SIMULATED_SECONDS, "s"));
    metrics.add(Metric.minimized(CompareFigures.REAL_SECONDS, "s"));
    metrics.add(Metric.minimized(CompareFigures.PROPOSAL_SECONDS, "s"));
    return metrics;
  }

  /** What a search of the comparison is asked to solve. */
  public Problem<?> problem() {
    return searched.problem();
  }

  @Override
  public Map<String, Double> evaluate(StrategyCase one, TrialContext context) throws Exception {
    return TimedFit.of(() -> search(one), context.deadline());
  }

  private Map<String, Double> search(StrategyCase one) throws InterruptedException {
    double optimum = searched.optimum();
    long start = System.nanoTime();
    SimulatedSearch.Outcome outcome =
        SimulatedSearch.run(plan(one), simulate, progress -> isFound(progress, optimum));
    double seconds = (System.nanoTime() - start) / 1e9;
    CompareFigures.Aim aim = new CompareFigures.Aim(optimum, within, budget);
    Map<String, Double> figures =
        new LinkedHashMap<>(
            CompareFigures.of(searched.reached(outcome.log().evaluations(Stage.SEARCH)), aim));
    figures.put(CompareFigures.SIMULATED_SECONDS, outcome.seconds());
    figures.put(CompareFigures.REAL_SECONDS, seconds);
    double proposing = outcome.log().rounds().stream().mapToDouble(r -> r.fitSeconds()).sum();
    int proposed = outcome.log().rounds().stream().mapToInt(r -> r.trials().size()).sum();
    figures.put(CompareFigures.PROPOSAL_SECONDS, proposing / Math.max(1, proposed));
    return figures;
  }

  private SearchPlan plan(StrategyCase one) {
    return new SearchPlan(
        one.strategy().name(),
        Seeds.of(seed, "search of a comparison", one.seed()),
        problem(),
        one.strategy().strategy(),
        rounds,
        new StopRule(budget, 0),
        new ConfirmRule(0, 1, ConfirmRule.Baseline.NONE));
  }

  private boolean isFound(Progress progress, double optimum) {
    OptionalDouble best = progress.best();
    return !searched.objectives().areSeveral()
        && best.isPresent()
        && problem().objective().direction().asGain(best.getAsDouble()) >= optimum;
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMillis((long) (hours * 3_600_000));
  }

  /** Reads the tables. */
  @Override
  public void check() {
    BenchmarkTable.of(searched.table());
    searched.costs().forEach(cost -> BenchmarkTable.of(cost.table()));
    if (searched.space() instanceof LowFidelitySpace informed) {
      informed.coverage();
    }
  }
}
