package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
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
    int[] order = new int[graphs.size()];
    Arrays.setAll(order, i -> i);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Fit fit = new Fit(Math.min(graphs.size(), schedule.batchSize()), random, manager);
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
  }

  private static void shuffle(int[] order, RandomGenerator random) {
    for (int i = order.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
  }

  /** What a fit holds between its steps. */
  private final class Fit {
    private final ParameterVector parameters = network.parameters();
    private final RandomGenerator random;
    private final NDManager manager;
    private final float[] weights;
    private final float[] gradient;
    private final Adam adam;
    private final UnaryOperator<NDArray> drop;

    Fit(int largestBatch, RandomGenerator random, NDManager manager) {
      this.random = random;
      this.manager = manager;
      weights = parameters.draw(random);
      gradient = new float[weights.length];
      adam = new Adam(schedule.learningRate(), weights.length);
      int widest = network.head().widths().stream().mapToInt(Integer::intValue).max().orElse(0);
      drop =
          dropout > 0
              ? new DropoutMasks(dropout, largestBatch * widest, random, manager)::drop
              : UnaryOperator.identity();
    }

    void step(SharedGraphs batch, double[] gains) {
      PairwiseHinge.Pairs pairs = loss.pairs(gains, random);
      if (pairs.size() == 0) {
        return;
      }
      try (NDManager step = manager.newSubManager();
          Tape tape = Tape.open()) {
        NDArray flat = parameters.on(step, weights);
        flat.setRequiresGradient(true);
        NDList views = parameters.split(flat);
        NDArray scores = network.score(network.encode(batch, views), views, drop); // (outputs, 1)
        tape.backward(loss.loss(scores, pairs.at(batch.outputOf())));
        flat.getGradient().toByteBuffer(true).asFloatBuffer().get(gradient);
      }
      adam.step(weights, gradient);
    }
  }
}
