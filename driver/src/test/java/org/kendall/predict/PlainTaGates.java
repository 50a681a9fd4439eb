package org.kendall.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kendall.space.CellGraph;
import org.kendall.space.EdgeGraph;
import org.kendall.space.NodeGraph;

/**
 * The formula of TA-GATES, edge by edge, for cells with one input of which everything is on a path:
 * no self loops, the output is the code, only convolutions are updated.
 */
final class PlainTaGates {
  private static final int NONE = -1;

  private final TaGates settings;
  private final double[][] operations;
  private final double[] input;
  private final List<double[][]> first;
  private final List<double[][]> forward;
  private final List<double[][]> symmetry;
  private final List<double[][]> feedback;
  private final List<double[][]> backward;
  private final List<double[][]> update;

  PlainTaGates(TaGates settings, List<double[][]> parameters) {
    this.settings = settings;
    List<double[][]> left = new ArrayList<>(parameters);
    operations = take(left, 1).get(0);
    input = take(left, 1).get(0)[0];
    first = take(left, 2);
    forward = take(left, 2 + settings.forward().size());
    symmetry = take(left, 6);
    feedback = take(left, 2 * settings.feedback().size());
    backward = take(left, 2 + settings.backward().size());
    update = take(left, 2 + 2 * settings.update().size());
  }

  private static List<double[][]> take(List<double[][]> left, int count) {
    List<double[][]> taken = List.copyOf(left.subList(0, count));
    left.subList(0, count).clear();
    return taken;
  }

  double[] code(CellGraph cell) {
    return new OnCell(cell).code();
  }

  private final class OnCell {
    private final List<EdgeGraph.Edge> edges;
    private final int output;
    private final int[] owner; // of each edge, whose gate is on it
    private final List<Integer> kinds = new ArrayList<>();
    private final List<double[]> embeddings = new ArrayList<>();

    OnCell(CellGraph cell) {
      edges = cell.onEdges().edges();
      output = cell.nodes() - 1;
      owner = new int[edges.size()];
      Arrays.fill(owner, NONE);
      CellWays ways = CellWays.of(cell.onEdges());
      if (cell instanceof NodeGraph graph) {
        for (int node = 1; node < output; node++) {
          for (int i = 0; i < owner.length; i++) {
            owner[i] = edges.get(i).to() == node ? kinds.size() : owner[i];
          }
          add(graph.operations().get(node), ways.figures(node, node));
        }
      } else {
        for (int i = 0; i < owner.length; i++) {
          EdgeGraph.Edge edge = edges.get(i);
          if (edge.operation() != CellGraph.PASS) {
            owner[i] = kinds.size();
            add(edge.operation(), ways.figures(edge.from(), edge.to()));
          }
        }
      }
    }

    private void add(int kind, float[] figures) {
      double[] doubles = IntStream.range(0, figures.length).mapToDouble(i -> figures[i]).toArray();
      kinds.add(kind);
      embeddings.add(Plain.plus(operations[kind], Plain.perceptron(symmetry, doubles)));
    }

    double[] code() {
      double[][] begin = new double[output + 1][];
      Arrays.fill(begin, Plain.perceptron(first, new double[input.length]));
      begin[0] = Plain.perceptron(first, input);
      for (int step = 1; ; step++) {
        double[][] forth = new double[kinds.size()][];
        double[][] states = flow(begin, forward, forth, true);
        if (step == settings.steps()) {
          return states[output];
        }
        double[] start = Plain.perceptron(feedback, states[output]);
        double[][] returning = new double[output + 1][start.length];
        returning[output] = start;
        double[][] back = new double[kinds.size()][];
        flow(returning, backward, back, false);
        change(forth, back);
      }
    }

    private void change(double[][] forth, double[][] back) {
      for (int i = 0; i < kinds.size(); i++) {
        if (!HandMadeCells.OPERATIONS.get(kinds.get(i)).startsWith("conv")) {
          continue;
        }
        double[] told =
            Stream.of(embeddings.get(i), forth[i], back[i])
                .flatMapToDouble(DoubleStream::of)
                .toArray();
        double scale = (float) settings.updateScale();
        double[] change = Plain.perceptron(update, told);
        Arrays.setAll(change, unit -> change[unit] * scale);
        embeddings.set(i, Plain.plus(embeddings.get(i), change));
      }
    }

    /** The last states; also what comes through each operation in the last layer. */
    private double[][] flow(
        double[][] begin, List<double[][]> layers, double[][] through, boolean isForward) {
      double[][] states = begin;
      int firstGate = 0;
      for (int layer = 2; layer < layers.size(); layer++) {
        double[][] weight = Plain.transposed(layers.get(layer));
        double[][] given = states;
        boolean isFirst = layer == 2;
        double[][] sent = new double[given.length][];
        Arrays.setAll(
            sent, node -> Plain.times(weight, isFirst ? given[node] : Plain.relu(given[node])));
        states = new double[sent.length][weight.length];
        int start = isForward ? 0 : output;
        states[start] = sent[start].clone();
        Arrays.fill(through, new double[weight.length]);
        for (int i = 0; i < owner.length; i++) {
          int from = isForward ? edges.get(i).from() : edges.get(i).to();
          int to = isForward ? edges.get(i).to() : edges.get(i).from();
          double[] message = message(sent[from], owner[i], layers, firstGate);
          states[to] = Plain.plus(states[to], message);
          if (owner[i] != NONE) {
            double[] others = through[owner[i]];
            through[owner[i]] = isForward ? Plain.plus(others, message) : message;
          }
        }
        firstGate += weight.length;
      }
      return states;
    }

    private double[] message(double[] sent, int operation, List<double[][]> layers, int firstGate) {
      double[] message = sent.clone();
      for (int unit = 0; operation != NONE && unit < sent.length; unit++) {
        double[] weight = layers.get(0)[firstGate + unit];
        double sum = layers.get(1)[0][firstGate + unit];
        for (int i = 0; i < weight.length; i++) {
          sum += weight[i] * embeddings.get(operation)[i];
        }
        message[unit] /= 1 + Math.exp(-sum);
      }
      return message;
    }
  }
}
