package org.kendall.nn.proxy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.nn.Augmentation;
import org.kendall.nn.Batches;
import org.kendall.nn.Network;
import org.kendall.nn.Pass;
import org.kendall.nn.Tape;
import org.kendall.nn.Weights;

/** A network with one draw of its weights, looked at with one batch; closing it frees them. */
final class Probe implements AutoCloseable {
  private final Network network;
  private final NDManager manager;
  private final Weights weights;
  private final NDArray images; // (batch, height, width, channels)
  private final NDArray targets; // (batch, classes)

  Probe(Network network, ImageBatch batch, Device device, RandomGenerator random) {
    this.network = network;
    this.manager = NDManager.newBaseManager(device);
    this.weights = Weights.initial(network, manager, random);
    Batches batches = new Batches(batch.images(), batch.pixels(), batch.images().size());
    int[] all = IntStream.range(0, batch.images().size()).toArray();
    this.images = batches.images(manager, all, Augmentation.NONE, random);
    this.targets = batches.targets(manager, all, 0);
  }

  /** The trained values. */
  float[] values() {
    return weights.trainedValues().toFloatArray();
  }

  /**
   * What one forward pass shows, and backward passes after it.
   *
   * @param gradient of the loss by the trained values; empty if it was not asked for
   * @param fisher 0 if it was not asked for
   * @param jacobians of the sum of the class scores by each image (images, inputs); none if they
   *     were not asked for
   * @param agreement see {@link ImageAgreement#naswot}; none if it was not asked for
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Seen(float[] gradient, double fisher, double[][] jacobians, double[][] agreement) {
    /** Without a pass. */
    static final Seen NOTHING = new Seen(new float[0], 0, new double[0][], new double[0][]);
  }

  /** Looks at everything that some proxies need, in one forward pass. */
  Seen look(Needs needs) {
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.open()) {
      step.tempAttachAll(images, targets);
      NDArray leaf = weights.leaf(step);
      leaf.setRequiresGradient(needs.gradient());
      NDArray pictures = images.stopGradient();
      pictures.attach(step);
      pictures.setRequiresGradient(needs.jacobians());
      Watch watch = new Watch(step, needs);
      NDArray scores =
          network.forward(pictures, weights.pass(Pass.Purpose.TRAIN, leaf).with(watch));
      float[] gradient = new float[0];
      if (needs.gradient()) {
        NDArray loss = scores.logSoftmax(1).mul(targets).sum(); // ()
        backward(loss, needs.jacobians());
        gradient = leaf.getGradient().toFloatArray();
      }
      double fisher = watch.fisher();
      return new Seen(
          gradient,
          fisher,
          needs.jacobians() ? jacobians(scores, pictures, tape) : new double[0][],
          watch.agreement());
    }
  }

  private static void backward(NDArray scalar, boolean isUsedAgain) {
    try (NDArray one = scalar.onesLike()) {
      JniUtils.backward((PtNDArray) scalar, (PtNDArray) one, isUsedAgain, false);
    }
  }

  /** Of the sum of all class scores by the images; 0 where nothing of them reaches the scores. */
  private static double[][] jacobians(NDArray scores, NDArray pictures, Tape tape) {
    Optional<NDArray> before = gradient(pictures).map(NDArray::duplicate);
    // The pictures times 0 make sure that there is something to go back to.
    NDArray nothing = pictures.sum().mul(pictures.getManager().create(0f));
    tape.backward(scores.sum().add(nothing));
    Optional<NDArray> both = gradient(pictures);
    NDArray own =
        both.isPresent() && before.isPresent()
            ? both.get().sub(before.get())
            : both.orElseGet(pictures::zerosLike);
    float[] flat = own.toFloatArray();
    int batch = (int) pictures.getShape().get(0);
    int inputs = flat.length / batch;
    double[][] rows = new double[batch][inputs];
    for (int i = 0; i < flat.length; i++) {
      rows[i / inputs][i % inputs] = flat[i];
    }
    return rows;
  }

  /** What backward passes have left so far. */
  private static Optional<NDArray> gradient(NDArray leaf) {
    return Optional.ofNullable(JniUtils.getGradient((PtNDArray) leaf));
  }

  /** The gradient of the loss by the trained values, were they moved a little. */
  float[] gradientAt(float[] values) {
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.open()) {
      step.tempAttachAll(images, targets);
      NDArray leaf = step.create(values);
      leaf.setRequiresGradient(true);
      NDArray scores = network.forward(images, weights.pass(Pass.Purpose.TRAIN, leaf));
      tape.backward(scores.logSoftmax(1).mul(targets).sum());
      return leaf.getGradient().toFloatArray();
    }
  }

  @Override
  public void close() {
    manager.close();
  }
}
