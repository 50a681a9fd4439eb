package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.ColumnMetric;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.TableLookup;
import org.kendall.evaluate.TableSettings;
import org.kendall.evaluate.Trial;
import org.kendall.predict.GaussianProcess;
import org.kendall.predict.NeuralRanker;
import org.kendall.space.Nasbench201;

/** The whole of the guided strategy against the published accuracies of NAS-Bench-201. */
class GuidedByGatesTest {
  private static final Path TABLE =
      Path.of(System.getProperty("kendall.root"), "../shared/data/nas/nasbench201.csv.gz");
  private static final Nasbench201 SPACE = new Nasbench201(16, 5);

  /**
   * Of all cells, the mean is 83.69 %, the best 91.6067 % (the benchmark's published optimum). At
   * random the best takes 7,813 evaluations in the mean: 64 would find it once in 120 searches, and
   * three times in three once in two million.
   */
  @Test
  void theBestOfAllCellsIsFoundWithin64Evaluations() {
    find(new PredictorGuided(16, new NeuralRanker(), new Exhaustive(), new Greedy()));
  }

  /** Of 60 seeds none took more than 57 evaluations. */
  @Test
  void aGaussianProcessFindsItToo() {
    find(new PredictorGuided(8, new GaussianProcess(), new Exhaustive(), new UpperConfidence()));
  }

  private static void find(Strategy strategy) {
    assumeTrue(Files.exists(TABLE), "skipped: there is no " + TABLE);
    TableLookup table = table();
    for (int seed = 1; seed <= 3; seed++) {
      List<Evaluation> evaluations = search(table, strategy, seed);
      assertThat(mean(evaluations.subList(16, 64)))
          .as("mean after 16, seed %d", seed)
          .isGreaterThan(88);
      assertThat(evaluations.stream().mapToDouble(GuidedByGatesTest::accuracy).max())
          .as("best, seed %d", seed)
          .hasValue(91.6067);
    }
  }

  private static TableLookup table() {
    return new TableLookup(
        new TableSettings(
            TABLE.toString(),
            SPACE,
            List.of("arch_str"),
            List.of(
                new ColumnMetric(
                    "cifar10_val_acc_e200", "accuracy", "%", Metric.Direction.MAXIMIZE)),
            ""));
  }

  private static List<Evaluation> search(TableLookup table, Strategy strategy, int seed) {
    BenchmarkTable rows = BenchmarkTable.of(table.table());
    Problem<?> problem = new Problem<>(SPACE, table, List.of(), Map.of(), table.metrics().get(0));
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<Evaluation> evaluations = new ArrayList<>();
    while (evaluations.size() < 64) {
      Ask ask = new Ask(problem, History.of(evaluations), List.of(), 8);
      for (Proposal proposal : strategy.propose(ask, random)) {
        Trial trial = new Trial(evaluations.size() + 1, Stage.SEARCH, proposal.candidate(), 0, 1);
        evaluations.add(
            new Measured(
                trial,
                new Place("table", "0", "cpu", 0, 0, 0),
                rows.metrics(rows.row(proposal.candidate()).orElseThrow())));
      }
    }
    return evaluations;
  }

  private static double mean(List<Evaluation> evaluations) {
    return evaluations.stream().mapToDouble(GuidedByGatesTest::accuracy).average().orElseThrow();
  }

  private static double accuracy(Evaluation evaluation) {
    OptionalDouble accuracy = evaluation.metric("accuracy");
    return accuracy.orElseThrow();
  }
}
