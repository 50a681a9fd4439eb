package org.kendall.jobs;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.kendall.evaluate.LowFidelityTable;
import org.kendall.evaluate.TableSettings;
import org.kendall.predict.Predictor;
import org.kendall.space.Setting;
import org.kendall.study.SplitRule;
import org.kendall.study.StudiedRows;

/**
 * A rank job, bound: all that a study of predictors is told.
 *
 * @param label never empty: where a job leaves it out, the table's first metric
 * @param predictors sorted by name
 */
@Setting("Which predictors are measured, on what, and how often.")
record RankSpec(
    @Setting("Its name; the run directory is runs/NAME unless told otherwise.") String job,
    @Setting(value = "All randomness comes from it.", byDefault = "1") long seed,
    @Setting("The table of measured architectures.") TableSettings table,
    @Setting(
            value = "The metric that is predicted; if left out, the table's first.",
            byDefault = "")
        String label,
    @Setting(
            value =
                "What is known of candidates before they are measured, told to predictors as"
                    + " features and as low-fidelity kinds.",
            byDefault = "[]")
        List<LowFidelityTable> lowFidelity,
    @Setting(
            value =
                "Which rows take part: all, or informed: those that have a value of every low-fidelity"
                    + " kind in a row of their own.",
            byDefault = "all")
        StudiedRows.Rule rows,
    @Setting(value = "Which rows are learnt from, and which are tested.", byDefault = "{}")
        SplitRule protocol,
    @Setting(
            "How many rows are learnt from: numbers, or shares of those that may be, such as 0.5%.")
        List<String> sizes,
    @Setting(value = "How many splits of the table are drawn.", byDefault = "5") int splits,
    @Setting(
            value = "How many fits there are on each split, from different seeds.",
            byDefault = "1")
        int seeds,
    @Setting(
            value = "The most that one fit with its scoring may take.",
            unit = "hours",
            byDefault = "1")
        double fitHours,
    @Setting(
            value =
                "What is measured: predictors by a name of your own. Beside it, grid combines the"
                    + " settings of one: grid: {predictor: neural, epochs: [50, 200]}.",
            byDefault = "{}")
        Map<String, Predictor> predictors)
    implements StudySpec {
  RankSpec {
    JobName.require(job);
    lowFidelity = List.copyOf(lowFidelity);
    sizes = List.copyOf(sizes);
    predictors = sorted(predictors);
    if (!(fitHours > 0)) {
      throw new IllegalArgumentException(
          "The fit hours (%s) must be positive.".formatted(fitHours));
    }
    label = label.isEmpty() ? table.metrics().get(0).name() : label;
    List<String> metrics = table.metrics().stream().map(metric -> metric.name()).toList();
    if (!metrics.contains(label)) {
      throw new IllegalArgumentException(
          "The label (%s) is not a metric of the table.\n%s"
              .formatted(label, Spelling.advice(label, metrics, "metrics")));
    }
  }

  private static <T> SortedMap<String, T> sorted(Map<String, T> map) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(map));
  }
}
