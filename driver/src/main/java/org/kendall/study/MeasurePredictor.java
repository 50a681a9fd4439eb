package org.kendall.study;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.TableSettings;
import org.kendall.evaluate.TrialContext;
import org.kendall.predict.Predictor;
import org.kendall.predict.Pretrained;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.search.Seeds;
import org.kendall.space.Candidate;
import org.kendall.space.Feature;
import org.kendall.space.FeatureSpace;
import org.kendall.space.LowFidelitySpace;
import org.kendall.space.SearchSpace;

/**
 * Fits a predictor to some rows of a table, and measures how well it ranks others. A ranking that
 * tells which features it goes by leaves a figure more for each of them, see {@link Importance}.
 *
 * @param space the table's, as predictors see it
 * @param rule which rows of the table take part
 * @param label the metric of the table that is predicted
 * @param seed splits and fits are drawn from it: the same split number means the same rows for all
 *     predictors
 * @param hours the most that one fit with its scoring may take
 */
public record MeasurePredictor(
    TableSettings table,
    SearchSpace<?> space,
    StudiedRows.Rule rule,
    String label,
    SplitRule splitRule,
    long seed,
    double hours)
    implements Evaluator<RankCase> {
  static final String FIT_SECONDS = "fit_seconds";
  static final String SCORED_PER_SECOND = "scored_per_second";

  /** Of all rows, with nothing known of them but what the space itself tells. */
  public MeasurePredictor(
      TableSettings table, String label, SplitRule splitRule, long seed, double hours) {
    this(table, table.space(), StudiedRows.Rule.ALL, label, splitRule, seed, hours);
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(RankFigures.metrics());
    metrics.add(Metric.minimized(FIT_SECONDS, "s"));
    metrics.add(Metric.maximized(SCORED_PER_SECOND, "1/s"));
    return metrics;
  }

  @Override
  public Map<String, Double> evaluate(RankCase one, TrialContext context) throws Exception {
    return TimedFit.of(() -> measure(one, context.prepared()), context.deadline());
  }

  /** The rows that take part. */
  public StudiedRows rows() {
    return StudiedRows.of(BenchmarkTable.of(table), this);
  }

  private Map<String, Double> measure(RankCase one, String prepared) {
    StudiedRows rows = rows();
    double[] gains = gains(rows);
    SplitRule.Split split =
        splitRule.draw(gains.length, one.trainSize(), Seeds.generator(seed, "split", one.split()));
    List<Candidate> candidates = rows.candidates();
    List<Scored> seen =
        Arrays.stream(split.train())
            .mapToObj(row -> new Scored(candidates.get(row), gains[row]))
            .toList();
    List<Candidate> tested = Arrays.stream(split.test()).mapToObj(candidates::get).toList();

    long start = System.nanoTime();
    Ranking ranking = predictor(one, prepared).fit(space, seen, fitRandom(one));
    long fitted = System.nanoTime();
    double[] scores = ranking.score(tested);
    long scored = System.nanoTime();

    Map<String, Double> figures =
        new LinkedHashMap<>(
            RankFigures.of(
                scores, Arrays.stream(split.test()).mapToDouble(i -> gains[i]).toArray()));
    figures.put(FIT_SECONDS, (fitted - start) / 1e9);
    figures.put(SCORED_PER_SECOND, tested.size() * 1e9 / Math.max(1, scored - fitted));
    figures.putAll(Importance.figures(ranking, tested));
    return figures;
  }

  private static Predictor predictor(RankCase one, String prepared) {
    return one.predictor().predictor() instanceof Pretrained pretrained && !prepared.isEmpty()
        ? pretrained.startingFrom(prepared)
        : one.predictor().predictor();
  }

  private RandomGenerator fitRandom(RankCase one) {
    return Seeds.generator(Seeds.of(seed, "fits of a split", one.split()), "fit", one.seed());
  }

  /** The label of every row, turned so that larger is better. */
  private double[] gains(StudiedRows rows) {
    Metric metric =
        table.allMetrics().stream().filter(m -> m.name().equals(label)).findFirst().orElseThrow();
    return Arrays.stream(rows.labels()).map(metric.direction()::asGain).toArray();
  }

  /** Those of the space; none where it has none. */
  List<Feature> features() {
    return space instanceof FeatureSpace described ? described.features() : List.of();
  }

  /** The names of what is known before anything is measured; none where nothing is. */
  List<String> kinds() {
    return space instanceof LowFidelitySpace informed ? informed.kinds() : List.of();
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMillis((long) (hours * 3_600_000));
  }

  /** Reads the tables. */
  @Override
  public void check() {
    BenchmarkTable.of(table);
  }
}
