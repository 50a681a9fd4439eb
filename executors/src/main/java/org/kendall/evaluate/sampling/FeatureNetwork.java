package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.kendall.nn.Adam;
import org.kendall.nn.ParameterVector;
import org.kendall.nn.ParameterVector.Parameter;
import org.kendall.nn.Tape;
import org.kendall.nn.Training;
import org.kendall.nn.TrainingState;

/**
 * A small classifier whose last inner layer gives the features of images, between -1 and 1: where
 * Inception is too large or knows nothing of the images, a classifier of their own kind does.
 *
 * @param size numbers of an image
 * @param hidden of the first layer
 * @param width of the second, whose numbers are the features
 */
record FeatureNetwork(int size, int hidden, int width, int classes) {
  private static final double RATE = 2e-3;
  private static final int BATCH = 256;

  ParameterVector parameters() {
    return new ParameterVector(
        List.of(
            Parameter.uniform(size, new Shape(size, hidden)),
            Parameter.uniform(size, new Shape(hidden)),
            Parameter.uniform(hidden, new Shape(hidden, width)),
            Parameter.uniform(hidden, new Shape(width)),
            Parameter.uniform(width, new Shape(width, classes)),
            Parameter.uniform(width, new Shape(classes))));
  }

  /**
   * The features of images.
   *
   * @param images (images, size)
   * @return (images, width)
   */
  NDArray features(NDArray images, NDList views) {
    NDArray first = images.matMul(views.get(0)).add(views.get(1)).getNDArrayInternal().relu();
    return first.matMul(views.get(2)).add(views.get(3)).tanh();
  }

  private NDArray scores(NDArray images, NDList views) {
    return features(images, views).matMul(views.get(4)).add(views.get(5));
  }

  /**
   * What a training ended with.
   *
   * @param weights as a flat vector
   * @param accuracy percent of the images that it classifies well, among those that it learnt from
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Trained(float[] weights, double accuracy) {}

  /** Trains by cross-entropy; equal seeds give equal weights on one kind of device. */
  Trained train(RealImages images, int steps, Training.Run run) {
    RandomGenerator random = new SplittableRandom(run.seed());
    ParameterVector parameters = parameters();
    float[] first = parameters.draw(random);
    int length = first.length;
    TrainingState begun =
        run.checkpoints().newest(length, length, length).orElseGet(() -> beginning(first));
    float[] weights = begun.arrays().get(0);
    Adam adam = Adam.from(0, begun.done(), begun.arrays().subList(1, 3));
    float[] gradient = new float[length];
    try (NDManager manager = NDManager.newBaseManager(run.device(), "PyTorch")) {
      for (int step = 0; step < steps; step++) {
        int[] drawn = random.ints(BATCH, 0, images.count()).toArray();
        if (step < begun.done()) {
          continue;
        }
        run.beforeEachStep().run();
        gradient(parameters, weights, images, drawn, gradient, manager);
        adam.step(weights, gradient, RATE * (1 + Math.cos(Math.PI * step / steps)) / 2);
        if (step + 1 < steps && run.checkpoints().isDue()) {
          List<float[]> moments = adam.moments();
          List<float[]> arrays = List.of(weights, moments.get(0), moments.get(1));
          run.checkpoints().keep(new TrainingState(step + 1, 0, arrays));
        }
      }
      return new Trained(weights, accuracy(weights, images, manager));
    }
  }

  private static TrainingState beginning(float[] drawn) {
    float[] zeros = new float[drawn.length];
    return new TrainingState(0, 0, List.of(drawn, zeros, zeros));
  }

  private void gradient(
      ParameterVector parameters,
      float[] weights,
      RealImages images,
      int[] drawn,
      float[] gradient,
      NDManager manager) {
    float[] pixels = new float[drawn.length * size];
    float[] targets = new float[drawn.length * classes];
    for (int i = 0; i < drawn.length; i++) {
      System.arraycopy(images.pixels(), drawn[i] * size, pixels, i * size, size);
      targets[i * classes + images.labels()[drawn[i]]] = -1f / drawn.length;
    }
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.open()) {
      NDArray flat = parameters.on(step, weights);
      flat.setRequiresGradient(true);
      NDArray batch = step.create(pixels, new Shape(drawn.length, size));
      NDArray target = step.create(targets, new Shape(drawn.length, classes));
      NDArray logs = scores(batch, parameters.split(flat)).logSoftmax(1);
      tape.backward(logs.mul(target).sum());
      flat.getGradient().toByteBuffer(true).asFloatBuffer().get(gradient);
    }
  }

  private double accuracy(float[] weights, RealImages images, NDManager manager) {
    try (NDManager inner = manager.newSubManager()) {
      NDList views = parameters().split(parameters().on(inner, weights));
      NDArray all = inner.create(images.pixels(), new Shape(images.count(), size));
      NDArray labels = inner.create(images.labels());
      NDArray right = scores(all, views).argMax(1).toType(DataType.INT32, false).eq(labels);
      return 100.0 * right.toType(DataType.FLOAT32, false).mean().getFloat();
    }
  }
}
