package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kendall.nn.Tape;
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
    double[] values = doubles(layout.draw(random));
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
    double[] values = doubles(all.draw(random));
    double[] gradient = gradient(values, batch, lesson);
    double step = 1e-6;
    for (int i = 0; i < values.length; i++) {
      double[] moved = values.clone();
      moved[i] += step;
      double above = loss(moved, batch, lesson);
      moved[i] -= 2 * step;
      double below = loss(moved, batch, lesson);
      assertThat(gradient[i]).isCloseTo((above - below) / (2 * step), within(1e-7));
    }
    assertThat(Arrays.stream(gradient).map(Math::abs).max().orElseThrow()).isGreaterThan(1e-3);
  }

  private EncoderNetwork.Batch together(List<EdgeGraph> graphs) {
    return encoder.together(graphs.stream().map(graph -> List.<CellGraph>of(graph)).toList());
  }

  private double loss(double[] values, EncoderNetwork.Batch batch, Loss.Lesson lesson) {
    try (NDManager manager = NDManager.newBaseManager()) {
      return loss(manager.create(values), batch, lesson).getDouble();
    }
  }

  private double[] gradient(double[] values, EncoderNetwork.Batch batch, Loss.Lesson lesson) {
    try (NDManager manager = NDManager.newBaseManager();
        Tape tape = Tape.open()) {
      NDArray flat = manager.create(values);
      flat.setRequiresGradient(true);
      tape.backward(loss(flat, batch, lesson));
      return flat.getGradient().toDoubleArray();
    }
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

  private static double[] doubles(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
  }

  /** The formula, node by node and edge by edge. */
  private static final class PlainGates {
    private final List<double[][]> parameters = new ArrayList<>();

    PlainGates(double[] flat, ParameterVector layout) {
      int next = 0;
      for (ParameterVector.Parameter parameter : layout.parameters()) {
        Shape shape = parameter.shape();
        int columns = (int) shape.get(shape.dimension() - 1);
        double[][] rows = new double[(int) shape.size() / columns][columns];
        for (double[] row : rows) {
          System.arraycopy(flat, next, row, 0, columns);
          next += columns;
        }
        parameters.add(rows);
      }
    }

    double[] code(EdgeGraph graph) {
      double[][] states = new double[graph.nodes()][];
      for (int node = 0; node < states.length; node++) {
        double[] embedding =
            node == 0 ? parameters.get(1)[0] : new double[parameters.get(1)[0].length];
        states[node] = plus(times(parameters.get(2), embedding), parameters.get(3)[0]);
      }
      for (int layer = 4; layer < parameters.size(); layer += 3) {
        double[][] weight = parameters.get(layer);
        double[][] sent = new double[states.length][];
        for (int node = 0; node < states.length; node++) {
          sent[node] = times(transposed(weight), states[node]);
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

    private static double[] times(double[][] matrix, double[] vector) {
      double[] product = new double[matrix.length];
      for (int row = 0; row < product.length; row++) {
        for (int column = 0; column < vector.length; column++) {
          product[row] += matrix[row][column] * vector[column];
        }
      }
      return product;
    }

    private static double[] plus(double[] first, double[] second) {
      return IntStream.range(0, first.length).mapToDouble(i -> first[i] + second[i]).toArray();
    }

    private static double[][] transposed(double[][] matrix) {
      double[][] turned = new double[matrix[0].length][matrix.length];
      for (int row = 0; row < matrix.length; row++) {
        for (int column = 0; column < matrix[0].length; column++) {
          turned[column][row] = matrix[row][column];
        }
      }
      return turned;
    }
  }
}
