package org.kendall.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.search.Seeds;
import org.kendall.space.Candidate;
import org.kendall.strategy.Ask;
import org.kendall.strategy.History;
import org.kendall.strategy.Strategy;

/**
 * Asks strategies for a round, against the clock.
 *
 * @param ask with a history of candidates drawn at random from a table
 * @param seed of all that is random
 */
record ProposeRun(Ask ask, long seed) {
  private static final Place TABLE = new Place("table", "table", "cpu", 0, 0, 0);

  /**
   * With so many trials behind it, on the table of a compare job.
   *
   * @throws BadInputException if the table has fewer different candidates
   */
  static ProposeRun of(CompareSpec spec, Problem<?> problem, int trials) {
    BenchmarkTable table = BenchmarkTable.of(spec.table());
    History history = History.of(evaluations(table, trials, spec.seed()));
    return new ProposeRun(new Ask(problem, history, List.of(), spec.rounds().size()), spec.seed());
  }

  private static List<Evaluation> evaluations(BenchmarkTable table, int trials, long seed) {
    List<Candidate> different =
        new ArrayList<>(
            table.candidates().stream().map(table.space()::canonical).distinct().toList());
    if (trials > different.size()) {
      throw new BadInputException(
          "The trials (%d) must be no more than the different candidates of the table (%,d)."
              .formatted(trials, different.size()));
    }
    Collections.shuffle(different, new Random(seed));
    return IntStream.range(0, trials).mapToObj(i -> measured(table, i, different.get(i))).toList();
  }

  private static Evaluation measured(BenchmarkTable table, int number, Candidate candidate) {
    int row = table.row(candidate).orElseThrow();
    Trial trial = new Trial(number, Stage.SEARCH, candidate, number, 1);
    return new Evaluation.Measured(trial, TABLE, table.metrics(row));
  }

  /** The milliseconds per proposal of each of so many rounds, after one that is not counted. */
  double[] milliseconds(Strategy strategy, int repeats) {
    double[] milliseconds = new double[repeats];
    propose(strategy, 0);
    for (int repeat = 0; repeat < repeats; repeat++) {
      long start = System.nanoTime();
      int proposed = propose(strategy, repeat + 1);
      milliseconds[repeat] = (System.nanoTime() - start) / 1e6 / Math.max(1, proposed);
    }
    return milliseconds;
  }

  private int propose(Strategy strategy, int repeat) {
    return strategy.propose(ask, Seeds.generator(seed, "bench", repeat)).size();
  }
}
