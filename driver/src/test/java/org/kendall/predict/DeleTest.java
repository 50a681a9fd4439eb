package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDList;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.InformedCells;
import org.kendall.evaluate.LowFidelityTable;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.space.Candidate;
import org.kendall.space.CellSpace;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;

class DeleTest extends PredictorContract {
  private static final Nasbench201 CELLS = new Nasbench201(16, 5);
  private static final Gates SMALL =
      new Gates(
          16,
          16,
          16,
          List.of(16, 16),
          Gates.SelfLoops.NONE,
          Gates.Residual.INPUT,
          Gates.Readout.OUTPUT);

  @TempDir private static Path folder;
  private static Path proxies;

  /** Convolutions, which the contract's labels count; and numbers that mean nothing. */
  @BeforeAll
  static void writeProxies() throws IOException {
    SplittableRandom random = new SplittableRandom(11);
    List<String> lines = new ArrayList<>(List.of("cell,good,useless,sparse"));
    CELLS
        .list()
        .forEach(
            cell ->
                lines.add(
                    "%s,%s,%s,%s"
                        .formatted(
                            CELLS.describe(cell),
                            convolutions(cell) + .1 * random.nextDouble(),
                            random.nextDouble(),
                            random.nextInt(3) == 0 ? "" : random.nextDouble())));
    proxies = Files.write(folder.resolve("proxies.csv"), lines);
  }

  private static long convolutions(Candidate cell) {
    return Arrays.stream(cell.toArray()).filter(operation -> operation == 3).count();
  }

  @Override
  SearchSpace<?> space() {
    return informed("good", "useless");
  }

  private static InformedCells<?> informed(String... columns) {
    return new InformedCells<>(
        CELLS,
        List.of(
            new LowFidelityTable(
                proxies.toString(), List.of("cell"), List.of(columns), List.of())));
  }

  @Override
  Dele predictor() {
    return with(SMALL, 60, new Pretraining(30, 300, 64, 3e-3, Decay.NONE, 1));
  }

  private static Dele with(Encoder encoder, int epochs, Pretraining pretraining) {
    return new Dele(
        encoder,
        new PairwiseHinge(),
        List.of(16),
        0,
        epochs,
        64,
        3e-3,
        Decay.NONE,
        List.of(),
        pretraining);
  }

  @Test
  void theGateGivesWeightsThatSumToOneForEachCandidate() {
    EnsembleRanking<?> ranking = predictor().fit(space(), sample(40), new SplittableRandom(1));
    List<Candidate> asked = candidates(sample(200));
    double[][] gate = ranking.gate(asked);
    assertThat(gate).hasDimensions(200, 2);
    for (double[] row : gate) {
      assertThat(row[0]).isBetween(0.0, 1.0);
      assertThat(row[0] + row[1]).isCloseTo(1, within(1e-6));
    }
    assertThat(Arrays.stream(gate).map(Arrays::hashCode).distinct().count()).isGreaterThan(10);
    Map<String, Double> weights = ranking.weights(asked);
    assertThat(weights.keySet()).containsExactly("good", "useless");
    assertThat(weights.get("good"))
        .isCloseTo(
            Arrays.stream(gate).mapToDouble(row -> row[0]).average().orElseThrow(), within(1e-9));
  }

  /**
   * Experts learn from labels too, so the useless one is not useless for long; yet the gate turns
   * from it. Against the same gate before the fit, with three fixed seeds.
   */
  @Test
  void aUselessExpertLosesWeight() {
    double lost = 0;
    for (int seed = 1; seed <= 3; seed++) {
      double before = weightOfUseless(1e-12, seed);
      double after = weightOfUseless(3e-3, seed);
      assertThat(after).as("seed %d, before %s", seed, before).isLessThan(before);
      lost += (before - after) / 3;
    }
    assertThat(lost).isGreaterThan(0.05);
  }

  private double weightOfUseless(double learningRate, int seed) {
    Pretraining pretraining = new Pretraining(40, 400, 64, 3e-3, Decay.NONE, seed);
    return new Dele(
            SMALL,
            new PairwiseHinge(),
            List.of(16),
            0,
            learningRate < 1e-3 ? 1 : 200,
            64,
            learningRate,
            Decay.NONE,
            List.of(),
            pretraining)
        .fit(space(), sample(60), new SplittableRandom(seed))
        .weights(candidates(sample(200)))
        .get("useless");
  }

  /** Labels are given to {@code fit} alone: whatever they are, the files hold the same bytes. */
  @Test
  void noLabelReachesWhatIsTrainedBefore() throws Exception {
    List<Scored> seen = sample(20);
    List<Scored> canary =
        seen.stream().map(one -> new Scored(one.candidate(), 1e6 - one.gain())).toList();
    List<ByteBuffer> first = filesAfterAFitTo(seen, "first");
    assertThat(filesAfterAFitTo(canary, "second")).hasSize(2).isEqualTo(first);
    assertThat(first.get(0)).isNotEqualTo(first.get(1));
  }

  private List<ByteBuffer> filesAfterAFitTo(List<Scored> seen, String name) throws Exception {
    Path run = folder.resolve(name);
    List<ByteBuffer> files = new ArrayList<>();
    predictor().fit(space(), seen, new SplittableRandom(1));
    for (Preparation preparation : predictor().preparations(space())) {
      preparation.prepare(context(run));
    }
    try (var written = Files.list(run.resolve("experts"))) {
      for (Path file : written.sorted().toList()) {
        files.add(ByteBuffer.wrap(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private static TrialContext context(Path run) {
    Trial trial = new Trial(1, Stage.SEARCH, Candidate.of(0), 1, 1);
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    return new TrialContext(trial, Device.cpu(), deadline, run, run.toString());
  }

  @Test
  void aFitFromFilesIsTheFitThatTrainsItself() throws Exception {
    Path run = folder.resolve("files");
    for (Preparation preparation : predictor().preparations(space())) {
      assertThat(preparation.prepare(context(run))).containsEntry("missing", 0.0);
    }
    List<Candidate> asked = candidates(sample(100));
    double[] own = predictor().fit(space(), sample(30), new SplittableRandom(2)).score(asked);
    Predictor started = predictor().startingFrom(run.toString());
    assertThat(started.fit(space(), sample(30), new SplittableRandom(2)).score(asked))
        .isEqualTo(own);
    Predictor nowhere = predictor().startingFrom(run + "-not");
    assertThatThrownBy(() -> nowhere.fit(space(), sample(30), new SplittableRandom(2)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("files-not/experts");
  }

  @Test
  void anExpertLearnsToRankByItsKind() {
    PretrainExpert good =
        with(SMALL, 1, new Pretraining(60, 600, 64, 3e-3, Decay.NONE, 1)).trainings(space()).get(0);
    assertThat(good.train().tau()).isGreaterThan(0.7);
  }

  @Test
  void candidatesWithoutAValueAreLeftOutForThatExpertAndCounted() {
    InformedCells<?> space = informed("good", "sparse");
    List<PretrainExpert> trainings = predictor().trainings(space);
    int drawn = predictor().pretraining().draw(space).size();
    assertThat(trainings.get(0).train().missing()).isZero();
    PretrainExpert.Trained sparse = trainings.get(1).train();
    assertThat(sparse.missing()).isBetween(drawn / 4, drawn / 2);
    assertThat(sparse.candidates() + sparse.missing()).isEqualTo(drawn);
  }

  @Test
  void expertsAreNamedByAllThatTheyDependOn() {
    List<String> names = predictor().preparations(space()).stream().map(Preparation::name).toList();
    assertThat(names)
        .doesNotHaveDuplicates()
        .first()
        .asString()
        .startsWith("gates expert of good, ");
    Dele longer = with(SMALL, 61, predictor().pretraining());
    assertThat(longer.preparations(space())).isEqualTo(predictor().preparations(space()));
    Dele other = with(new Lstm(), 60, predictor().pretraining());
    assertThat(other.preparations(space()).stream().map(Preparation::name))
        .doesNotContainAnyElementsOf(names);
  }

  @Test
  void gradientOfTheEnsembleIsThatOfFiniteDifferences() {
    SplittableRandom random = new SplittableRandom(7);
    Gates tiny =
        new Gates(
            3,
            3,
            4,
            List.of(4, 5),
            Gates.SelfLoops.NONE,
            Gates.Residual.INPUT,
            Gates.Readout.OUTPUT);
    assertGradient(tiny.network(CELLS), random);
  }

  private <V> void assertGradient(EncoderNetwork<V> encoding, SplittableRandom random) {
    List<Integer> head = List.of(6);
    EnsembleNetwork<V> network =
        new EnsembleNetwork<>(
            new ScoringNetwork<>(encoding, 0, new ScoreHead(encoding.width(), head)),
            new ScoringNetwork<>(encoding, 0, new ScoreHead(encoding.width(), head, 3)));
    List<Scored> seen = sample(8);
    Inputs<V> inputs =
        new Inputs.Reader<>(CELLS, encoding, SideInput.none()).read(candidates(seen));
    int[] rows = new int[8];
    EnsembleNetwork<V>.Laid laid = network.lay(inputs);
    Arrays.setAll(rows, i -> laid.rowOf(inputs.inputOf()[i]));
    Loss.Lesson lesson =
        new PairwiseHinge(1, new PairSampling(0, 8))
            .lesson(random.doubles(8).toArray(), random)
            .orElseThrow();
    FiniteDifferences differences =
        new FiniteDifferences(
            flat -> {
              NDList parameters = network.parameters().split(flat);
              RankingNetwork.Said said = laid.said(parameters, UnaryOperator.identity());
              return lesson.loss(new OnRows(said, rows));
            });
    double[] values = FiniteDifferences.draw(network.parameters(), random);
    List<Integer> some = new ArrayList<>(IntStream.range(0, values.length).boxed().toList());
    Collections.shuffle(some, new java.util.Random(1));
    int[] components = some.stream().limit(300).mapToInt(i -> i).toArray();
    assertThat(differences.check(values, components)).isGreaterThan(1e-3);
  }

  /** What a loss asks, on rows that are known. */
  private record OnRows(RankingNetwork.Said said, int[] rows) implements Loss.BatchScores {
    @Override
    public ai.djl.ndarray.NDArray of(int[] places) {
      int[] at = Arrays.stream(places).map(place -> rows[place]).toArray();
      return Tensors.rows(said.scores(), at);
    }

    @Override
    public ai.djl.ndarray.NDArray comparing(int[] first, int[] second) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void refusesWhatItCannotLearnFrom() {
    assertThatThrownBy(() -> predictor().check(CELLS))
        .hasMessageContaining("none is told of the candidates of Nasbench201")
        .hasMessageContaining("low_fidelity");
    Dele unknown =
        new Dele(
            SMALL,
            new PairwiseHinge(),
            List.of(16),
            0,
            1,
            64,
            1e-3,
            Decay.NONE,
            List.of("snip"),
            new Pretraining());
    assertThatThrownBy(() -> unknown.check(space()))
        .hasMessage(
            "The experts (snip) must be low-fidelity kinds of the job; there are good, useless.");
    assertThatThrownBy(
            () ->
                new Dele(
                    SMALL,
                    new PairwiseComparator(),
                    List.of(16),
                    0,
                    1,
                    64,
                    1e-3,
                    Decay.NONE,
                    List.of(),
                    new Pretraining()))
        .hasMessageStartingWith("The loss (PairwiseComparator) must be one of scores");
    assertThatThrownBy(() -> new Pretraining(0, 10, 10, 1, Decay.NONE, 1))
        .hasMessageContaining("epochs (0)");
    assertThat(space()).isInstanceOf(CellSpace.class);
  }
}
