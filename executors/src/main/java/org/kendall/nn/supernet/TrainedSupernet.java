package org.kendall.nn.supernet;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.kendall.data.ImageSet;
import org.kendall.nn.Augmentation;
import org.kendall.nn.Batches;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.Learner;
import org.kendall.nn.Pass;
import org.kendall.nn.Pixels;
import org.kendall.nn.Training;
import org.kendall.nn.TrainingState;
import org.kendall.nn.Weight;

/** A supernet with weights, whose networks can be scored; closing it frees them. */
public final class TrainedSupernet implements AutoCloseable {
  private final Supernet supernet;
  private final Learner learner;
  private final Pixels pixels;

  TrainedSupernet(Supernet supernet, Learner learner, Pixels pixels) {
    this.supernet = supernet;
    this.learner = learner;
    this.pixels = pixels;
  }

  /**
   * One with weights that were kept.
   *
   * @param weights as {@link #weights} gave them
   * @param images those that it was trained on, which say how pixels are scaled
   */
  public static TrainedSupernet of(
      Supernet supernet, List<float[]> weights, ImageSet images, Device device) {
    Training any = new Training(1, 1, 1, 0, 0, 0, Augmentation.NONE);
    Learner learner = new Learner(supernet.whole(), any, device, new SplittableRandom(0));
    float[] still = new float[weights.get(0).length];
    learner.restore(new TrainingState(0, 0, List.of(weights.get(0), still, weights.get(1))));
    return new TrainedSupernet(supernet, learner, Pixels.standardizing(images));
  }

  /** How many numbers the arrays of {@link #weights} have. */
  public static int[] lengths(Supernet supernet) {
    return new int[] {
      supernet.whole().size(Weight.Role.TRAINED), supernet.whole().size(Weight.Role.TRACKED)
    };
  }

  /** Trained values, then tracked ones. */
  public List<float[]> weights() {
    return List.of(
        learner.weights().trainedValues().toFloatArray(),
        learner.weights().trackedValues().toFloatArray());
  }

  /**
   * How well one of the networks does with the weights that it shares.
   *
   * @param accuracy percent
   * @param loss mean cross-entropy in nats
   */
  public record Score(double accuracy, double loss) {}

  /**
   * Scores one of the networks. Batch norms take the statistics of these images, all together:
   * those tracked are a mixture over all networks.
   *
   * @param images at least two
   */
  public Score score(List<Operation> cell, ImageSet images) {
    try (NDManager manager = learner.manager().newSubManager()) {
      Batches batches = new Batches(images, pixels, images.size());
      int[] all = IntStream.range(0, images.size()).toArray();
      NDArray pictures = batches.images(manager, all, Augmentation.NONE, new SplittableRandom(0));
      NDArray targets = batches.targets(manager, all, 0); // (images, classes)
      NDArray logs = scores(cell, pictures, manager).logSoftmax(1);
      long[] best = logs.argMax(1).toLongArray();
      int right = (int) IntStream.of(all).filter(i -> best[i] == images.label(i)).count();
      return new Score(100.0 * right / all.length, logs.mul(targets).sum().getFloat());
    }
  }

  /** The class scores of one of the networks. Shape (images, classes) */
  NDArray scores(List<Operation> cell, NDArray images, NDManager manager) {
    Pass pass =
        learner.weights().pass(Pass.Purpose.BATCH_STATISTICS, learner.weights().leaf(manager));
    Wiring wiring =
        supernet.gates().stream()
            .map(gate -> gate.chosen(cell, gate.blocks(), pass))
            .findFirst()
            .orElse(Wiring.BY_EDGE);
    return supernet.network(cell, wiring).forward(images, pass);
  }

  Learner learner() {
    return learner;
  }

  @Override
  public void close() {
    learner.close();
  }
}
