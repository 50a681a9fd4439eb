package org.kendall.jobs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.CostColumn;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.LowFidelityTable;
import org.kendall.evaluate.Metric;
import org.kendall.search.ConfirmRule;
import org.kendall.search.Rounds;
import org.kendall.search.StopRule;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;
import org.kendall.strategy.Recipe;
import org.kendall.strategy.Strategy;
import org.kendall.strategy.SuccessiveHalving;

/**
 * A job file, bound: all that a search is told.
 *
 * @param objective never empty: where a job leaves it out, the first of the objectives that is
 *     measured, or else the evaluator's first metric
 */
@Setting("What is searched, how it is scored, and when that is enough.")
public record JobSpec(
    @Setting("Its name; the run directory is runs/NAME unless told otherwise.") String job,
    @Setting(value = "All randomness comes from it.", byDefault = "1") long seed,
    @Setting("What can be chosen.") SearchSpace<?> space,
    @Setting(
            value =
                "What is known of candidates before they are measured, told to predictors as"
                    + " features and as low-fidelity kinds.",
            byDefault = "[]")
        List<LowFidelityTable> lowFidelity,
    @Setting("What scores a candidate.") Evaluator<?> evaluate,
    @Setting(
            value =
                "Costs that a table tells, such as a latency on a device, by a name of your own;"
                    + " a candidate that it does not know is never evaluated.",
            byDefault = "{}")
        Map<String, CostColumn> costs,
    @Setting(
            value = "The largest allowed value per cost; what exceeds one is never evaluated.",
            byDefault = "{}")
        Map<String, Double> limits,
    @Setting(
            value = "Limits on one cost, within each of which the best candidate is searched.",
            byDefault = "{}")
        Budgets budgets,
    @Setting(
            value = "The metric to be improved; if left out, the evaluator's first.",
            byDefault = "")
        String objective,
    @Setting(
            value = "Several metrics and costs to be improved at once; a cost is to be small.",
            byDefault = "[]")
        List<String> objectives,
    @Setting(
            value =
                "What hypervolumes are measured from, per objective; if left out, the worst value"
                    + " measured.",
            byDefault = "{}")
        Map<String, Double> reference,
    @Setting(value = "What says which candidate is tried next.", byDefault = "predictor-guided")
        Strategy strategy,
    @Setting(
            value = "Recipes whose candidates are tried before the strategy's own.",
            byDefault = "[]")
        List<Recipe> beginWith,
    @Setting(
            value = "The share of a full evaluation that a trial is; the best few get a full one.",
            byDefault = "1")
        double fidelity,
    @Setting(value = "How trials are put into rounds.", byDefault = "{}") Rounds rounds,
    @Setting("When the search has done enough.") StopRule stop,
    @Setting(value = "How the best few are measured again, on the test set.", byDefault = "{}")
        ConfirmRule confirm,
    @Setting(
            value = "Recipes that the search is compared with, by what they are to be called.",
            byDefault = "{}")
        Map<String, Recipe> rivals) {
  public JobSpec {
    JobName.require(job);
    costs = Collections.unmodifiableMap(new LinkedHashMap<>(costs));
    lowFidelity = List.copyOf(lowFidelity);
    limits = Map.copyOf(limits);
    objectives = List.copyOf(objectives);
    reference = Map.copyOf(reference);
    beginWith = List.copyOf(beginWith);
    rivals = Collections.unmodifiableMap(new LinkedHashMap<>(rivals));
    if (!(fidelity > 0 && fidelity <= 1)) {
      throw new IllegalArgumentException(
          "The fidelity (%s) must be above 0 and at most 1.".formatted(fidelity));
    }
    if (fidelity != 1 && strategy instanceof SuccessiveHalving) {
      throw new IllegalArgumentException(
          "The fidelity (%s) must be 1 with successive halving, whose rungs have their own."
              .formatted(fidelity));
    }
    limits.forEach(
        (cost, limit) -> {
          if (limit < 0) {
            throw new IllegalArgumentException(
                "The limits (%s: %s) must not be negative.".formatted(cost, limit));
          }
        });
    objective = NamedObjectives.first(objective, objectives, evaluate.metrics());
    List<String> metrics = evaluate.metrics().stream().map(Metric::name).toList();
    if (!metrics.contains(objective)) {
      throw new IllegalArgumentException(
          "The objective (%s) is not a metric that the evaluator measures.\n%s"
              .formatted(objective, Spelling.advice(objective, metrics, "metrics")));
    }
  }

  /** What is to be improved, as it is named. */
  NamedObjectives namedObjectives() {
    return new NamedObjectives(objective, objectives, reference);
  }
}
