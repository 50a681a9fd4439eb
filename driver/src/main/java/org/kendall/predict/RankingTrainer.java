package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.kendall.nn.Tape;
import org.kendall.space.EdgeGraph;

/**
 * Trains a scoring network on the CPU to put graphs into their measured order. Every number that is
 * drawn comes from the generator given, so equal generators give equal weights, bit for bit.
 *
 * @param batchSize architectures per step; each is encoded once, however many pairs it is in
 */
record RankingTrainer(
    ScoringNetwork network, PairwiseHinge loss, Schedule schedule, double dropout) {
  /** How long and how fast to learn. */
  record Schedule(int epochs, int batchSize, double learningRate) {}

  /** Fits the network's flat parameter vector anew. */
  float[] train(List<EdgeGraph> graphs, double[] gains, RandomGenerator random) {
    Fit fit = new Fit(Math.min(graphs.size(), schedule.batchSize()), random);
    int[] order = new int[graphs.size()];
    Arrays.setAll(order, i -> i);
    for (int epoch = 0; epoch < schedule.epochs(); epoch++) {
      shuffle(order, random);
      for (int from = 0; from < order.length; from += schedule.batchSize()) {
        int[] batch =
            Arrays.copyOfRange(order, from, Math.min(order.length, from + schedule.batchSize()));
        fit.step(
            network.together(Arrays.stream(batch).mapToObj(graphs::get).toList()),
            Arrays.stream(batch).mapToDouble(i -> gains[i]).toArray());
      }
    }
    return fit.weights;
  }

  private static void shuffle(int[] order, RandomGenerator random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
  }

  /** What a fit holds between its steps; all of it lives in Java, so that nothing needs closing. */
  private final class Fit {
    private final ParameterVector parameters = network.parameters();
    private final RandomGenerator random;
    private final UnaryOperator<NDArray> drop;
    private final float[] weights;
    private final float[] gradient;
    private final Adam adam;
    private final ByteBuffer buffer;

    Fit(int largestBatch, RandomGenerator random) {
      this.random = random;
      weights = parameters.draw(random);
      gradient = new float[weights.length];
      adam = new Adam(schedule.learningRate(), weights.length);
      buffer =
          ByteBuffer.allocateDirect(weights.length * Float.BYTES).order(ByteOrder.nativeOrder());
      int widest = network.head().widths().stream().mapToInt(Integer::intValue).max().orElse(0);
      drop =
          dropout > 0
              ? new DropoutMasks(dropout, largestBatch * widest, random)::drop
              : UnaryOperator.identity();
    }

    void step(SharedGraphs batch, double[] gains) {
      PairwiseHinge.Pairs pairs = loss.pairs(gains, random);
      if (pairs.size() == 0) {
        return;
      }
      buffer.asFloatBuffer().put(weights);
      try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
          Tape tape = Tape.open()) {
        NDArray flat = manager.create(buffer, new Shape(weights.length), DataType.FLOAT32);
        flat.setRequiresGradient(true);
        NDList views = parameters.split(flat);
        NDArray codes = network.encode(batch, views);
        NDArray scores = network.score(codes, views, drop); // (outputs, 1)
        tape.backward(loss.loss(scores, pairs.at(batch.outputOf())));
        flat.getGradient().toByteBuffer(true).asFloatBuffer().get(gradient);
      }
      adam.step(weights, gradient);
    }
  }
}
