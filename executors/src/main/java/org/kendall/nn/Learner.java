package org.kendall.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** A network with weights that learns one step at a time; closing it frees them. */
public final class Learner implements AutoCloseable {
  private final Network network;
  private final NDManager manager;
  private final Weights weights;
  private final Sgd sgd;

  /** Starts from weights drawn from the generator. */
  public Learner(Network network, Training settings, Device device, RandomGenerator random) {
    this.network = network;
    this.manager = NDManager.newBaseManager(device);
    this.weights = Weights.initial(network, manager, random);
    this.sgd = new Sgd(weights.trainedValues(), settings);
  }

  /** The parts of a step, in this order. */
  public enum Phase {
    FORWARD,
    BACKWARD,
    UPDATE
  }

  /**
   * Takes one step on a batch.
   *
   * @param images (batch, height, width, channels)
   * @param targets what each log-probability counts in the loss: for the mean cross-entropy, -1 /
   *     batch at the label and 0 elsewhere. Shape (batch, classes)
   * @return the loss before the step
   */
  public float step(NDArray images, NDArray targets, double rate) {
    return step(images, targets, rate, phase -> {});
  }

  /**
   * The same, followed from outside.
   *
   * @param ended is told each part as it ends
   */
  public float step(NDArray images, NDArray targets, double rate, Consumer<Phase> ended) {
    try (NDManager step = manager.newSubManager()) {
      images.tempAttach(step);
      NDArray leaf = weights.leaf(step);
      leaf.setRequiresGradient(true);
      NDArray loss;
      try (Tape tape = Tape.open()) {
        NDArray scores = network.forward(images, weights.pass(Pass.Purpose.TRAIN, leaf));
        loss = scores.logSoftmax(1).mul(targets).sum(); // ()
        ended.accept(Phase.FORWARD);
        tape.backward(loss);
        ended.accept(Phase.BACKWARD);
      }
      sgd.step(JniUtils.getGradient((PtNDArray) leaf), rate);
      float value = loss.getFloat();
      ended.accept(Phase.UPDATE);
      return value;
    }
  }

  /**
   * Takes one step on the mean loss of several networks whose weights are all among this one's.
   *
   * @param targets as in the other step
   * @param largestNorm a gradient that is longer is shortened to it
   * @param networks each gives class scores in a pass (batch, classes)
   * @return the mean loss before the step
   */
  public float step(
      NDArray targets, double rate, double largestNorm, List<Function<Pass, NDArray>> networks) {
    try (NDManager step = manager.newSubManager()) {
      targets.tempAttach(step);
      NDArray share = targets.div(networks.size());
      NDArray leaf = weights.leaf(step);
      leaf.setRequiresGradient(true);
      float total = 0;
      for (Function<Pass, NDArray> network : networks) {
        try (Tape tape = Tape.open()) {
          NDArray scores = network.apply(weights.pass(Pass.Purpose.TRAIN, leaf));
          NDArray loss = scores.logSoftmax(1).mul(share).sum(); // ()
          tape.backward(loss);
          total += loss.getFloat();
        }
      }
      NDArray gradient = JniUtils.getGradient((PtNDArray) leaf);
      double norm = Math.sqrt(gradient.square().sum().getFloat());
      if (norm > largestNorm) {
        gradient.muli((float) (largestNorm / norm));
      }
      sgd.step(gradient, rate);
      return total;
    }
  }

  /** Begins the memory of past gradients anew. */
  public void forget() {
    sgd.velocity().muli(0);
  }

  /** The arrays of all weights. */
  public Weights weights() {
    return weights;
  }

  /**
   * The class scores by the tracked statistics.
   *
   * @param images (batch, height, width, channels)
   * @return (batch, classes), row by row
   */
  public float[] scores(NDArray images) {
    try (NDManager step = manager.newSubManager()) {
      images.tempAttach(step);
      // The leaf asks for no gradient, so no graph is recorded whatever the thread's grad mode is.
      Pass pass = weights.pass(Pass.Purpose.EVALUATE, weights.leaf(step));
      return network.forward(images, pass).toFloatArray();
    }
  }

  /** How many numbers there are of each array of a {@link #state}. */
  public int[] lengths() {
    return arrays().stream().mapToInt(array -> Math.toIntExact(array.size())).toArray();
  }

  /** All that the next steps depend on. */
  public TrainingState state(int done) {
    return new TrainingState(done, 0, arrays().stream().map(NDArray::toFloatArray).toList());
  }

  /** Goes back to a {@link #state} of a learner of the same network. */
  public void restore(TrainingState state) {
    List<NDArray> arrays = arrays();
    try (NDManager step = manager.newSubManager()) {
      for (int i = 0; i < arrays.size(); i++) {
        // In place, as layers hold views: set(Buffer) would give the array other memory.
        arrays.get(i).muli(0).addi(step.create(state.arrays().get(i)));
      }
    }
  }

  private List<NDArray> arrays() {
    return List.of(weights.trainedValues(), sgd.velocity(), weights.trackedValues());
  }

  /** Owns the weights. */
  public NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    manager.close();
  }
}
