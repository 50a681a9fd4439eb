package org.kendall.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.predict.KendallTau;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.search.Seeds;
import org.kendall.space.Candidate;
import org.kendall.study.SplitRule;

/**
 * Fits to the cells of one table and scores all of them, against the clock.
 *
 * @param train how many cells are learnt from
 * @param gains the label of each row
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ScoreRun(ScoreBenchmark benchmark, int train, BenchmarkTable table, double[] gains) {
  private static final int SCORINGS = 15;

  static ScoreRun of(ScoreBenchmark benchmark, int train, BenchmarkTable table) {
    return new ScoreRun(benchmark, train, table, table.values(benchmark.label().name()));
  }

  /** What will be done. */
  String header() {
    return """
        GATES on %s, fitted to %,d cells for %d epochs, one thread
        cells: %s
        label: %s (%s)
        tau-b on %,d cells held out, with the weights after the last epoch
        """
        .formatted(
            benchmark.title(),
            train,
            benchmark.gates().epochs(),
            benchmark.chosen(),
            benchmark.label().help(),
            benchmark.label().name(),
            benchmark.splitRule().tested(gains.length));
  }

  /** With the seeds 1 to this. */
  ScoreFigures measure(int seeds) {
    Ranking ranking = fit(split(1), 1); // loads the engine and lets the compiler see the loops
    List<ScoreFigures.Fit> fits = new ArrayList<>();
    for (long seed = 1; seed <= seeds; seed++) {
      SplitRule.Split split = split(seed);
      long start = System.nanoTime();
      Ranking fitted = fit(split, seed);
      double seconds = secondsSince(start);
      fits.add(new ScoreFigures.Fit(seed, seconds, tau(fitted, split.test())));
    }
    MatrixRate before = MatrixRate.measure();
    ScoreFigures.Scoring scoring = scoring(ranking);
    return new ScoreFigures(fits, scoring, before.orFaster(MatrixRate.measure()));
  }

  private SplitRule.Split split(long seed) {
    return benchmark.splitRule().draw(gains.length, train, Seeds.generator(seed, "split", 1));
  }

  private Ranking fit(SplitRule.Split split, long seed) {
    List<Scored> seen =
        Arrays.stream(split.train())
            .mapToObj(row -> new Scored(table.candidates().get(row), gains[row]))
            .toList();
    return benchmark.gates().fit(table.space(), seen, new SplittableRandom(seed));
  }

  private double tau(Ranking ranking, int[] tested) {
    List<Candidate> candidates = Arrays.stream(tested).mapToObj(table.candidates()::get).toList();
    double[] measured = Arrays.stream(tested).mapToDouble(row -> gains[row]).toArray();
    return KendallTau.of(ranking.score(candidates), measured);
  }

  /** The best of several calls, each with all cells. */
  private ScoreFigures.Scoring scoring(Ranking ranking) {
    double best = Double.MAX_VALUE;
    for (int call = 0; call < SCORINGS; call++) {
      long start = System.nanoTime();
      ranking.score(table.candidates());
      best = Math.min(best, secondsSince(start));
    }
    return new ScoreFigures.Scoring(
        gains.length, best, 2 * benchmark.gates().scoringMacs(table.space(), table.candidates()));
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
