package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.kendall.nn.ParameterVector;
import org.kendall.space.Candidate;
import org.kendall.space.CellGraph;
import org.kendall.space.Darts;
import org.kendall.space.Nasbench101;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;

/** What holds of encoders, with or without the predictor around them. */
class EncoderTest {
  private static final Nasbench201 NASBENCH201 = new Nasbench201(16, 5);
  private static final List<SearchSpace<?>> SPACES =
      List.of(NASBENCH201, new Nasbench101(), new Darts());

  static List<Encoder> ofGraphs() {
    List<Encoder> encoders = new ArrayList<>(Encoders.ofGraphs(8));
    encoders.add(
        Encoders.taGates(8, 2, TaGates.LookBack.FULL, Gates.SelfLoops.GATED, Gates.Readout.MEAN));
    return encoders;
  }

  static List<Encoder> ofTokens() {
    return Encoders.ofTokens(8);
  }

  static List<Encoder> wider() {
    return Encoders.all(32);
  }

  static Stream<Arguments> everything() {
    TaGates other =
        Encoders.taGates(4, 2, TaGates.LookBack.FULL, Gates.SelfLoops.GATED, Gates.Readout.MEAN);
    return Stream.concat(
        Stream.concat(Encoders.all(4).stream(), Stream.of(other))
            .flatMap(encoder -> SPACES.stream().map(space -> Arguments.of(encoder, space))),
        MadeUpSampling.spaces().stream()
            .map(space -> Arguments.of(new ScheduleLstm(3, 5, 2, 4, 6), space)));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void gradientIsThatOfFiniteDifferences(Encoder encoder, SearchSpace<?> space) {
    checkGradient(encoder.network(space), space);
  }

  private static <V> void checkGradient(EncoderNetwork<V> encoding, SearchSpace<?> space) {
    SplittableRandom random = new SplittableRandom(5);
    ScoringNetwork<V> network =
        new ScoringNetwork<>(encoding, 0, new ScoreHead(encoding.width(), List.of(5)));
    List<Candidate> candidates = Stream.generate(() -> space.random(random)).limit(6).toList();
    Inputs<V> inputs = new Inputs.Reader<>(space, encoding, SideInput.none()).read(candidates);
    UnaryOperator<NDArray> loss =
        flat -> {
          NDList parameters = network.parameters().split(flat);
          NDArray codes = network.lay(inputs).codes(parameters);
          return network.score(codes, parameters, UnaryOperator.identity()).square().sum();
        };
    int[] some = someOfEach(network.parameters(), random);
    double[] values = FiniteDifferences.draw(network.parameters(), random);
    assertThat(new FiniteDifferences(loss).check(values, some)).isGreaterThan(1e-3);
  }

  /** Three numbers of each parameter. */
  private static int[] someOfEach(ParameterVector layout, SplittableRandom random) {
    List<Integer> some = new ArrayList<>();
    int first = 0;
    for (ParameterVector.Parameter parameter : layout.parameters()) {
      int size = (int) parameter.shape().size();
      for (int i = 0; i < 3; i++) {
        some.add(first + random.nextInt(size));
      }
      first += size;
    }
    return some.stream().mapToInt(Integer::intValue).toArray();
  }

  @ParameterizedTest
  @MethodSource("ofGraphs")
  void isomorphicCellsHaveEqualCodesAndOthersDoNot(Encoder encoder) {
    Random random = new Random(11);
    for (int kind = 0; kind < 2; kind++) {
      List<CellGraph> cells = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        int nodes = 5 + i % 3;
        cells.add(
            kind == 0
                ? HandMadeCells.onNodes(nodes, random)
                : HandMadeCells.onEdges(nodes, random));
      }
      List<CellGraph> again =
          cells.stream().map(cell -> HandMadeCells.renumbered(cell, random)).toList();
      assertThat(again).isNotEqualTo(cells);
      HandMadeCells space =
          new HandMadeCells(Stream.concat(cells.stream(), again.stream()).toList());
      float[][] codes = codes(encoder.network(space), space.all());
      for (int i = 0; i < cells.size(); i++) {
        assertThat(codes[cells.size() + i]).containsExactly(codes[i], within(1e-5f));
      }
      assertThat(different(codes)).isGreaterThan(cells.size() * 3 / 4);
    }
  }

  private static long different(float[][] codes) {
    return Stream.of(codes)
        .map(code -> IntStream.range(0, code.length).mapToObj(i -> Math.round(code[i] * 1e3f)))
        .map(Stream::toList)
        .distinct()
        .count();
  }

  /** Edges 0-1, 0-2, 1-2, 0-3, 1-3, 2-3; nodes 1 and 2 change places, no edge leads between. */
  @ParameterizedTest
  @MethodSource("ofTokens")
  void tokensTellCopiesApartSoThePredictorEncodesTheCanonicalOne(Encoder encoder) {
    List<Candidate> copies =
        List.of(Candidate.of(2, 3, 0, 1, 4, 3), Candidate.of(3, 2, 0, 1, 3, 4));
    float[][] codes = codes(encoder.network(NASBENCH201), copies);
    assertThat(codes[0]).isNotEqualTo(codes[1]);
    double[] scores = fit(encoder, PredictorContract.sample(10), 2).score(copies);
    assertThat(scores[0]).isEqualTo(scores[1]);
  }

  @ParameterizedTest
  @MethodSource("wider")
  void learnsHowManyConvolutionsThereAre(Encoder encoder) {
    List<Scored> all = PredictorContract.sample(600);
    List<Scored> heldOut = all.subList(200, all.size());
    double[] scores =
        fit(encoder, all.subList(0, 200), 60).score(PredictorContract.candidates(heldOut));
    double[] gains = heldOut.stream().mapToDouble(Scored::gain).toArray();
    assertThat(KendallTau.of(scores, gains)).isGreaterThan(0.8);
  }

  private static Ranking fit(Encoder encoder, List<Scored> seen, int epochs) {
    NeuralRanker ranker =
        new NeuralRanker(
            encoder,
            new PairwiseHinge(),
            List.of(32),
            0,
            epochs,
            32,
            3e-3,
            0,
            Decay.NONE,
            NeuralRanker.Features.NONE);
    return ranker.fit(NASBENCH201, seen, new SplittableRandom(1));
  }

  /** Codes of the candidates as they are, of a network that nobody has trained. */
  private static <V> float[][] codes(EncoderNetwork<V> encoding, List<Candidate> candidates) {
    ParameterVector layout = new ParameterVector(encoding.parameters());
    EncoderNetwork.Batch batch =
        encoding.together(candidates.stream().map(encoding::view).toList());
    try (NDManager manager = NDManager.newBaseManager()) {
      float[] values = layout.draw(new SplittableRandom(3));
      NDList parameters =
          values.length == 0
              ? new NDList(manager.zeros(new Shape(1)))
              : layout.split(layout.on(manager, values));
      NDArray codes = batch.codes(manager, parameters);
      return IntStream.of(batch.rowOf())
          .mapToObj(row -> codes.get(row).toFloatArray())
          .toArray(float[][]::new);
    }
  }
}
