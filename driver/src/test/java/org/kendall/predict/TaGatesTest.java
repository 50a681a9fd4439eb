package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kendall.nn.ParameterVector;
import org.kendall.space.Candidate;
import org.kendall.space.CellGraph;
import org.kendall.space.Choice;
import org.kendall.space.EdgeGraph;
import org.kendall.space.NodeGraph;
import org.kendall.space.SearchSpace;

class TaGatesTest {
  private static final int WIDTH = 4;

  /** The formula once more, on plain numbers. */
  @ParameterizedTest
  @EnumSource(TaGates.LookBack.class)
  void codesAreThoseOfTheFormula(TaGates.LookBack lookBack) {
    Random random = new Random(2);
    List<CellGraph> cells = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      boolean isOnNodes = i % 2 == 0;
      int nodes = 2 + i % 6;
      cells.add(
          isOnNodes ? HandMadeCells.onNodes(nodes, random) : HandMadeCells.onEdges(nodes, random));
    }
    HandMadeCells space = new HandMadeCells(cells);
    TaGates settings = settings(3, lookBack);
    TaGatesNetwork network = (TaGatesNetwork) settings.network(space);
    ParameterVector layout = new ParameterVector(network.parameters());
    double[] values = FiniteDifferences.draw(layout, new SplittableRandom(4));
    PlainTaGates plain = new PlainTaGates(settings, Plain.matrices(layout, values));
    EncoderNetwork.Batch batch = network.together(twice(network, space));
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray codes = batch.codes(manager, layout.split(manager.create(values)));
      assertThat(codes.getShape().get(0)).isEqualTo(2 * cells.size());
      for (int i = 0; i < 2 * cells.size(); i++) {
        assertThat(codes.get(i).toDoubleArray())
            .containsExactly(plain.code(cells.get(i % cells.size())), within(1e-12));
      }
    }
  }

  /**
   * With two steps, what an update is told of depends on no parameter of the backward pass and the
   * update: their gradients are those of finite differences, others lack a part.
   */
  @Test
  void nothingLooksBackThroughWhatAnUpdateIsToldOf() {
    Random random = new Random(6);
    HandMadeCells space =
        new HandMadeCells(
            Stream.generate(() -> (CellGraph) HandMadeCells.onNodes(6, random)).limit(70).toList());
    EncoderNetwork<?> network = settings(2, TaGates.LookBack.STOPPED).network(space);
    ParameterVector layout = new ParameterVector(network.parameters());
    FiniteDifferences differences = differences(network, space, layout);
    double[] values = FiniteDifferences.draw(layout, new SplittableRandom(7));
    int behind = layout.size() - behind(layout);
    int[] components = new SplittableRandom(8).ints(25, behind, layout.size()).toArray();
    assertThat(differences.check(values, components)).isGreaterThan(1e-6);
    double[] gradient = differences.gradient(values);
    assertThat(
            new SplittableRandom(9)
                .ints(15, 0, behind)
                .filter(i -> isOff(differences, values, gradient, i)))
        .isNotEmpty();
  }

  private static boolean isOff(
      FiniteDifferences differences, double[] values, double[] gradient, int component) {
    return Math.abs(gradient[component] - differences.difference(values, component)) > 1e-6;
  }

  /** The numbers of feedback, backward pass and update: the last 4 + 5 + 4 parameters. */
  private static int behind(ParameterVector layout) {
    int count = layout.parameters().size();
    return layout.parameters().subList(count - 13, count).stream()
        .mapToInt(parameter -> (int) parameter.shape().size())
        .sum();
  }

  /** All cells and all once more: more than go through the steps together. */
  private static <V> List<V> twice(EncoderNetwork<V> network, HandMadeCells space) {
    return Stream.concat(space.all().stream(), space.all().stream()).map(network::view).toList();
  }

  private static <V> FiniteDifferences differences(
      EncoderNetwork<V> network, HandMadeCells space, ParameterVector layout) {
    EncoderNetwork.Batch batch = network.together(space.all().stream().map(network::view).toList());
    return new FiniteDifferences(flat -> batch.codes(flat.getManager(), layout.split(flat)).sum());
  }

  /** Two equal operations, one behind the other, and a way round the first. */
  @Test
  void equalOperationsAreToldApartByWhereTheyStand() {
    NodeGraph cell =
        new NodeGraph(
            1,
            List.of(CellGraph.PASS, 0, 0, CellGraph.PASS),
            List.of(
                new NodeGraph.Link(0, 1),
                new NodeGraph.Link(1, 2),
                new NodeGraph.Link(0, 2),
                new NodeGraph.Link(2, 3)));
    List<OperationCell.Place> places = OperationCell.of(cell, Gates.SelfLoops.NONE).places();
    float one = (float) Math.log(2);
    float two = (float) Math.log(3);
    assertThat(places.get(0).figures()).containsExactly(one, one, one, two, two, one, 0.5f);
    assertThat(places.get(1).figures()).containsExactly(one, two, two, one, one, one, 1);
  }

  @Test
  void whatIsOnNoPathIsLeftOut() {
    EdgeGraph cell =
        new EdgeGraph(
            4,
            List.of(
                new EdgeGraph.Edge(0, 3, 1),
                new EdgeGraph.Edge(0, 1, 0), // leads nowhere
                new EdgeGraph.Edge(2, 3, 0))); // comes from nowhere
    OperationCell read = OperationCell.of(cell, Gates.SelfLoops.NONE);
    assertThat(read.places()).hasSize(1);
    assertThat(read.innerNodes()).isZero();
  }

  @Test
  void refusesImpossibleSettings() {
    assertThatThrownBy(() -> settings(0, TaGates.LookBack.FULL))
        .hasMessage("The steps (0) must be positive.");
    assertThatThrownBy(() -> new TaGates().check(new Flat()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("TA-GATES asks for the candidates as graphs");
  }

  private static TaGates settings(int steps, TaGates.LookBack lookBack) {
    return Encoders.taGates(WIDTH, steps, lookBack, Gates.SelfLoops.NONE, Gates.Readout.OUTPUT);
  }

  private record Flat() implements SearchSpace<String> {
    @Override
    public List<Choice> choices() {
      return List.of(Choice.categorical("one", List.of("a", "b")));
    }

    @Override
    public String decode(Candidate candidate) {
      return candidate.toString();
    }
  }
}
