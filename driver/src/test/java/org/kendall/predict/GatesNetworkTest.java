package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kendall.nn.ParameterVector;
import org.kendall.space.CellGraph;
import org.kendall.space.EdgeGraph;
import org.kendall.space.Nasbench201;

class GatesNetworkTest {
  private static final int OPERATIONS = 4;
  private static final Gates SETTINGS =
      new Gates(
          3,
          4,
          5,
          List.of(6, 7, 6),
          Gates.SelfLoops.NONE,
          Gates.Residual.INPUT,
          Gates.Readout.OUTPUT);

  private final SplittableRandom random = new SplittableRandom(7);
  private final GatesNetwork encoder =
      new GatesNetwork(
          SETTINGS,
          new GraphSharing(
              OPERATIONS, 1, 1, SETTINGS.selfLoops(), SETTINGS.residual(), SETTINGS.readout()),
          new Nasbench201(1, 1));
  private final ScoreHead head = new ScoreHead(6, List.of(8, 5));
  private final ParameterVector all =
      new ParameterVector(
          Stream.concat(encoder.parameters().stream(), head.parameters().stream()).toList());

  @Test
  void codesAreThoseOfTheFormula() {
    ParameterVector layout = new ParameterVector(encoder.parameters());
    double[] values = FiniteDifferences.draw(layout, random);
    List<EdgeGraph> graphs = IntStream.range(0, 60).mapToObj(i -> graph()).toList();
    EncoderNetwork.Batch batch = together(graphs);
    PlainGates plain = new PlainGates(values, layout);
    try (NDManager manager = NDManager.newBaseManager()) {
      NDArray codes = batch.codes(manager, layout.split(manager.create(values)));
      for (int i = 0; i < graphs.size(); i++) {
        double[] code = codes.get(batch.rowOf()[i]).toDoubleArray();
        assertThat(code).containsExactly(plain.code(graphs.get(i)), within(1e-12));
      }
    }
  }

  @Test
  void gradientIsThatOfFiniteDifferences() {
    List<EdgeGraph> graphs = IntStream.range(0, 8).mapToObj(i -> graph()).toList();
    EncoderNetwork.Batch batch = together(graphs);
    double[] gains = random.doubles(graphs.size()).toArray();
    Loss.Lesson lesson =
        new PairwiseHinge(1, new PairSampling(0, 8)).lesson(gains, random).orElseThrow();
    double[] values = FiniteDifferences.draw(all, random);
    FiniteDifferences differences = new FiniteDifferences(flat -> loss(flat, batch, lesson));
    int[] components = IntStream.range(0, values.length).toArray();
    assertThat(differences.check(values, components)).isGreaterThan(1e-3);
  }

  private EncoderNetwork.Batch together(List<EdgeGraph> graphs) {
    return encoder.together(graphs.stream().map(graph -> List.<CellGraph>of(graph)).toList());
  }

  private NDArray loss(NDArray flat, EncoderNetwork.Batch batch, Loss.Lesson lesson) {
    NDList parameters = all.split(flat);
    int own = encoder.parameters().size();
    NDArray codes = batch.codes(flat.getManager(), parameters.subNDList(0, own));
    NDArray scores = head.score(codes, parameters.subNDList(own), UnaryOperator.identity());
    int[] rows = batch.rowOf();
    return lesson.loss(
        new FixedScores(
            Tensors.rows(scores, rows), (first, second) -> scores)); // pairs are not compared here
  }

  /** Any graph, with dead edges, loose ends and an output that may get nothing. */
  private EdgeGraph graph() {
    int nodes = random.nextInt(2, 7);
    List<EdgeGraph.Edge> edges = new ArrayList<>();
    for (int to = 1; to < nodes; to++) {
      for (int from = 0; from < to; from++) {
        if (random.nextInt(4) > 0) {
          edges.add(new EdgeGraph.Edge(from, to, random.nextInt(CellGraph.PASS, OPERATIONS)));
        }
      }
    }
    return new EdgeGraph(nodes, edges);
  }

  /** The formula, node by node and edge by edge. */
  private static final class PlainGates {
    private final List<double[][]> parameters;

    PlainGates(double[] flat, ParameterVector layout) {
      parameters = Plain.matrices(layout, flat);
    }

    double[] code(EdgeGraph graph) {
      double[][] states = new double[graph.nodes()][];
      for (int node = 0; node < states.length; node++) {
        double[] embedding =
            node == 0 ? parameters.get(1)[0] : new double[parameters.get(1)[0].length];
        states[node] = Plain.perceptron(parameters.subList(2, 4), embedding);
      }
      for (int layer = 4; layer < parameters.size(); layer += 3) {
        double[][] weight = parameters.get(layer);
        double[][] sent = new double[states.length][];
        for (int node = 0; node < states.length; node++) {
          sent[node] = Plain.times(Plain.transposed(weight), states[node]);
        }
        for (int node = 0; node < states.length; node++) {
          double[] state = node == 0 ? sent[0].clone() : new double[weight[0].length];
          for (EdgeGraph.Edge edge : graph.edges()) {
            for (int unit = 0; edge.to() == node && unit < state.length; unit++) {
              state[unit] += gate(edge.operation(), layer, unit) * sent[edge.from()][unit];
            }
          }
          for (int unit = 0; layer < parameters.size() - 3 && unit < state.length; unit++) {
            state[unit] = Math.max(0, state[unit]);
          }
          states[node] = state;
        }
      }
      return states[states.length - 1];
    }

    private double gate(int operation, int layer, int unit) {
      if (operation == CellGraph.PASS) {
        return 1;
      }
      double sum = parameters.get(layer + 2)[0][unit];
      for (int i = 0; i < parameters.get(0)[0].length; i++) {
        sum += parameters.get(0)[operation][i] * parameters.get(layer + 1)[unit][i];
      }
      return 1 / (1 + Math.exp(-sum));
    }
  }
}
