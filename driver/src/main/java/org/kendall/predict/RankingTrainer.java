package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.kendall.nn.Adam;
import org.kendall.nn.ParameterVector;
import org.kendall.nn.Tape;

/**
 * Trains a scoring network on the CPU to put candidates into their measured order: the one training
 * loop of all encoders and losses. Every number that is drawn comes from the generator given, so
 * equal generators give equal weights, bit for bit.
 */
record RankingTrainer<V>(RankingNetwork<V> network, Loss loss, Schedule schedule, double dropout) {
  /**
   * How long and how fast to learn.
   *
   * @param batchSize architectures per step; each is encoded once, however many pairs it is in
   */
  record Schedule(int epochs, int batchSize, double learningRate, double weightDecay, Decay decay) {
    double rate(int epoch) {
      return decay.rate(learningRate, epoch, epochs);
    }
  }

  /**
   * Fits the network's flat parameter vector anew.
   *
   * @throws java.util.concurrent.CancellationException soon after the thread was interrupted
   */
  float[] train(Inputs<V> inputs, double[] gains, RandomGenerator random) {
    return train(inputs, gains, network.parameters().draw(random), random);
  }

  /**
   * The same from given weights on, which stay as they are.
   *
   * @throws java.util.concurrent.CancellationException soon after the thread was interrupted
   */
  float[] train(Inputs<V> inputs, double[] gains, float[] first, RandomGenerator random) {
    double[] targets = loss.targets(gains);
    int[] order = new int[gains.length];
    Arrays.setAll(order, i -> i);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Fit fit = new Fit(first, Math.min(gains.length, schedule.batchSize()), random, manager);
      for (int epoch = 0; epoch < schedule.epochs(); epoch++) {
        Draws.shuffle(order, random);
        for (int from = 0; from < order.length; from += schedule.batchSize()) {
          Interruption.check();
          int[] batch =
              Arrays.copyOfRange(order, from, Math.min(order.length, from + schedule.batchSize()));
          double[] right = Arrays.stream(batch).mapToDouble(i -> targets[i]).toArray();
          fit.step(inputs.of(batch), right, schedule.rate(epoch));
        }
      }
      return fit.weights;
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

    Fit(float[] first, int largestBatch, RandomGenerator random, NDManager manager) {
      this.random = random;
      this.manager = manager;
      weights = first.clone();
      gradient = new float[weights.length];
      adam = new Adam(schedule.weightDecay(), weights.length);
      int widest = network.hidden().stream().mapToInt(Integer::intValue).max().orElse(0);
      int largest = loss.headRows(largestBatch) * widest;
      drop =
          dropout > 0
              ? new DropoutMasks(dropout, largest, random, manager)::drop
              : UnaryOperator.identity();
    }

    void step(Inputs<V> batch, double[] targets, double rate) {
      Optional<Loss.Lesson> lesson = loss.lesson(targets, random);
      if (lesson.isEmpty()) {
        return;
      }
      RankingNetwork.Laid laid = network.lay(batch);
      try (NDManager step = manager.newSubManager();
          Tape tape = Tape.open()) {
        NDArray flat = parameters.on(step, weights);
        flat.setRequiresGradient(true);
        NDList views = parameters.split(flat);
        int[] rowOf = Arrays.stream(batch.inputOf()).map(laid::rowOf).toArray();
        Scores scores = new Scores(laid.said(views, drop), rowOf);
        tape.backward(lesson.get().loss(scores));
        flat.getGradient().toByteBuffer(true).asFloatBuffer().get(gradient);
      }
      adam.step(weights, gradient, rate);
    }
  }

  /** What the network says of places in a batch. */
  private record Scores(RankingNetwork.Said said, int[] rowOf) implements Loss.BatchScores {
    @Override
    public NDArray of(int[] places) {
      return Tensors.rows(said.scores(), at(places));
    }

    @Override
    public NDArray comparing(int[] first, int[] second) {
      return said.comparing(at(first), at(second));
    }

    private int[] at(int[] places) {
      return Arrays.stream(places).map(place -> rowOf[place]).toArray();
    }
  }
}
