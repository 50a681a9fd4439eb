package org.kendall.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
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

  /**
   * Takes one step on a batch.
   *
   * @param images (batch, height, width, channels)
   * @param targets the log-probabilities' weights in the loss, as {@link Batches#targets} makes
   *     them. Shape (batch, classes)
   * @return the loss before the step
   */
  public float step(NDArray images, NDArray targets, double rate) {
    try (NDManager step = manager.newSubManager()) {
      images.tempAttach(step);
      NDArray leaf = weights.leaf(step);
      leaf.setRequiresGradient(true);
      NDArray loss;
      try (Tape tape = Tape.open()) {
        NDArray scores = network.forward(images, weights.pass(Pass.Purpose.TRAIN, leaf));
        loss = scores.logSoftmax(1).mul(targets).sum(); // ()
        tape.backward(loss);
      }
      sgd.step(JniUtils.getGradient((PtNDArray) leaf), rate);
      return loss.getFloat();
    }
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

  NDManager manager() {
    return manager;
  }

  @Override
  public void close() {
    manager.close();
  }
}
