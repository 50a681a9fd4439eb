package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.nn.CellNetwork;
import org.kendall.predict.Gates;
import org.kendall.space.Candidate;
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
  void theBestOfAllCellsIsFoundWithin64Evaluations() throws IOException {
    assumeTrue(Files.exists(TABLE), "skipped: there is no " + TABLE);
    Map<Candidate, Double> accuracies = accuracies();
    for (int seed = 1; seed <= 3; seed++) {
      List<Evaluation> evaluations = search(accuracies, seed);
      assertThat(mean(evaluations.subList(16, 64))).as("guided, seed %d", seed).isGreaterThan(89);
      assertThat(evaluations.stream().mapToDouble(GuidedByGatesTest::accuracy).max())
          .as("best, seed %d", seed)
          .hasValue(91.6067);
    }
  }

  private static List<Evaluation> search(Map<Candidate, Double> accuracies, int seed) {
    Looked looked = new Looked();
    Problem<?> problem = new Problem<>(SPACE, looked, List.of(), Map.of(), looked.metrics().get(0));
    PredictorGuided strategy = new PredictorGuided(16, new Gates(), new Exhaustive(), new Greedy());
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
                Map.of("accuracy", accuracies.get(proposal.candidate()))));
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

  /** Validation accuracy after 200 epochs, by the candidate whose row it is. */
  private static Map<Candidate, Double> accuracies() throws IOException {
    Map<Candidate, Double> accuracies = new HashMap<>();
    try (BufferedReader rows =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(TABLE)), StandardCharsets.UTF_8))) {
      List<String> header = List.of(rows.readLine().split(","));
      int cell = header.indexOf("arch_str");
      int accuracy = header.indexOf("cifar10_val_acc_e200");
      for (String row = rows.readLine(); row != null; row = rows.readLine()) {
        String[] values = row.split(",");
        accuracies.put(SPACE.parse(values[cell]), Double.valueOf(values[accuracy]));
      }
    }
    return accuracies;
  }

  /** Stands for the table: only its objective is asked for. */
  private record Looked() implements Evaluator<CellNetwork> {
    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximized("accuracy", "%"));
    }

    @Override
    public Map<String, Double> evaluate(CellNetwork design, TrialContext context) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofMinutes(1);
    }
  }
}
