package org.kendall.jobs;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kendall.evaluate.CostColumn;
import org.kendall.evaluate.LowFidelityTable;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.TableSettings;
import org.kendall.search.Rounds;
import org.kendall.search.SimulatedWorkers;
import org.kendall.space.Setting;
import org.kendall.strategy.Strategy;

/**
 * A compare job, bound: all that a comparison of strategies is told.
 *
 * @param objective never empty: where a job leaves it out, the first of the objectives that is a
 *     metric of the table, or else its first metric
 * @param strategies sorted by name
 */
@Setting("Which strategies are compared, on what, and how often.")
record CompareSpec(
    @Setting("Its name; the run directory is runs/NAME unless told otherwise.") String job,
    @Setting(value = "All randomness comes from it.", byDefault = "1") long seed,
    @Setting("The table of measured architectures.") TableSettings table,
    @Setting(
            value = "The metric that is searched by; if left out, the table's first.",
            byDefault = "")
        String objective,
    @Setting(
            value = "Costs that other tables tell, such as a latency, by a name of your own.",
            byDefault = "{}")
        Map<String, CostColumn> costs,
    @Setting(
            value =
                "Several metrics and costs that are searched by at once; a cost is to be small.",
            byDefault = "[]")
        List<String> objectives,
    @Setting(
            value =
                "What hypervolumes are measured from, per objective; if left out, the table's worst"
                    + " value.",
            byDefault = "{}")
        Map<String, Double> reference,
    @Setting(
            value =
                "What is known of candidates before they are measured, told to predictors as"
                    + " features and as low-fidelity kinds.",
            byDefault = "[]")
        List<LowFidelityTable> lowFidelity,
    @Setting("What is compared: strategies by a name of your own.")
        Map<String, Strategy> strategies,
    @Setting(value = "How many searches there are of each, from different seeds.", byDefault = "20")
        int seeds,
    @Setting(value = "Evaluations of a search at most.", byDefault = "512") int budget,
    @Setting(
            value =
                "How near to the best counts as close, in the objective's unit; with several, in"
                    + " percent of the true front's hypervolume.",
            byDefault = "0.1")
        double within,
    @Setting(value = "How trials are put into rounds.", byDefault = "{kind: closed}") Rounds rounds,
    @Setting(value = "The workers of a search.", byDefault = "{count: 8}")
        SimulatedWorkers simulate,
    @Setting(value = "The most that one search may really take.", unit = "hours", byDefault = "2")
        double searchHours)
    implements StudySpec {
  CompareSpec {
    JobName.require(job);
    lowFidelity = List.copyOf(lowFidelity);
    strategies = sorted(strategies);
    costs = sorted(costs);
    objectives = List.copyOf(objectives);
    reference = Map.copyOf(reference);
    if (budget < 1) {
      throw new IllegalArgumentException("The budget (%d) must be positive.".formatted(budget));
    }
    if (!(within >= 0)) {
      throw new IllegalArgumentException("The within (%s) must not be negative.".formatted(within));
    }
    if (!(searchHours > 0)) {
      throw new IllegalArgumentException(
          "The search hours (%s) must be positive.".formatted(searchHours));
    }
    objective = NamedObjectives.first(objective, objectives, table.allMetrics());
    List<String> metrics = table.allMetrics().stream().map(Metric::name).toList();
    if (!metrics.contains(objective)) {
      throw new IllegalArgumentException(
          "The objective (%s) is not a metric of the table.\n%s"
              .formatted(objective, Spelling.advice(objective, metrics, "metrics")));
    }
  }

  /** What it is searched by, as it is named. */
  NamedObjectives namedObjectives() {
    return new NamedObjectives(objective, objectives, reference);
  }

  private static <T> SortedMap<String, T> sorted(Map<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
