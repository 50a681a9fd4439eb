package org.kendall.nn;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.kendall.data.ImageSet;

/**
 * How a network is trained from scratch: stochastic gradient descent with Nesterov momentum, a rate
 * that falls along half a cosine (Loshchilov and Hutter 2017), weight decay, and cross-entropy.
 *
 * @param epochs passes over the images; images that do not fill a last batch sit an epoch out
 * @param labelSmoothing the share of the target that goes to all classes alike (Szegedy et al.
 *     2016)
 */
public record Training(
    int epochs,
    int batchSize,
    double learningRate,
    double momentum,
    double weightDecay,
    double labelSmoothing,
    Augmentation augmentation) {
  /**
   * One run of a training.
   *
   * @param seed decides the first weights, the order of the images and their variation
   * @param beforeEachStep may throw to end the run
   * @param checkpoints where it goes on from, and what it leaves on its way
   * @param last the epoch that it ends after, though rates fall as for all; it leaves its state
   *     there, to go on from
   * @param follower is told of each epoch that ends
   */
  public record Run(
      long seed,
      Device device,
      Runnable beforeEachStep,
      Checkpoints checkpoints,
      int last,
      Follower follower) {
    /** One to the end, that nobody follows. */
    public Run(long seed, Device device, Runnable beforeEachStep, Checkpoints checkpoints) {
      this(seed, device, beforeEachStep, checkpoints, Integer.MAX_VALUE, (epoch, soFar) -> {});
    }

    /** One that begins at the beginning. */
    public Run(long seed, Device device, Runnable beforeEachStep) {
      this(seed, device, beforeEachStep, Checkpoints.NONE);
    }

    /** The same, followed; it begins at the beginning, so that no epoch is missed. */
    public Run followedBy(Follower other) {
      return new Run(seed, device, beforeEachStep, Checkpoints.NONE, last, other);
    }

    /** The same, but that it ends after an epoch. */
    public Run endingAfter(int epoch) {
      return new Run(seed, device, beforeEachStep, checkpoints, epoch, follower);
    }
  }

  /** Looks at a network while it is trained. */
  public interface Follower {
    /**
     * An epoch has ended.
     *
     * @param epoch from 1
     * @param soFar the network as it is now; not to be closed
     */
    void epochEnded(int epoch, TrainedNetwork soFar);
  }

  public Training {
    if (epochs < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "The epochs (%d) and the batch size (%d) must be positive.".formatted(epochs, batchSize));
    }
    if (!(learningRate > 0)) {
      throw new IllegalArgumentException(
          "The learning rate (%s) must be positive.".formatted(learningRate));
    }
    requireShare("momentum", momentum);
    requireShare("label smoothing", labelSmoothing);
    if (!(weightDecay >= 0)) {
      throw new IllegalArgumentException(
          "The weight decay (%s) must not be negative.".formatted(weightDecay));
    }
  }

  private static void requireShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "The %s (%s) must be at least 0 and less than 1.".formatted(name, value));
    }
  }

  /**
   * Trains a network. The outcome depends on the arguments alone, bit for bit on one machine, also
   * when other threads train other networks, and however often it was ended and begun once more.
   *
   * @throws DivergedException if the loss stops being finite
   */
  public TrainedNetwork train(Network network, ImageSet images, Run run) {
    if (images.size() == 0) {
      throw new IllegalArgumentException("There are no images to train on.");
    }
    SplittableRandom random = new SplittableRandom(run.seed());
    Pixels pixels = Pixels.standardizing(images);
    Learner learner = new Learner(network, this, run.device(), random.split());
    try {
      TrainedNetwork trained = new TrainedNetwork(learner, pixels);
      learn(trained, new Batches(images, pixels, batchSize), random, run);
      return trained;
    } catch (RuntimeException | Error failed) {
      learner.close();
      throw failed;
    }
  }

  private void learn(TrainedNetwork trained, Batches batches, SplittableRandom random, Run run) {
    Learner learner = trained.learner();
    SplittableRandom order = random.split();
    SplittableRandom variation = random.split();
    int size = Math.min(batchSize, batches.size());
    int stepsPerEpoch = batches.size() / size;
    double steps = (double) epochs * stepsPerEpoch;
    int begun = restored(learner, run.checkpoints());
    int end = Math.min(epochs, run.last());
    for (int epoch = 0; epoch < end; epoch++) {
      // Of epochs that are behind it, nothing but their random numbers is needed.
      int[] places = batches.shuffled(order);
      SplittableRandom varied = variation.split();
      if (epoch < begun) {
        continue;
      }
      for (int i = 0; i < stepsPerEpoch; i++) {
        run.beforeEachStep().run();
        int[] batch = Arrays.copyOfRange(places, i * size, (i + 1) * size);
        int step = epoch * stepsPerEpoch + i;
        try (NDManager manager = learner.manager().newSubManager()) {
          NDArray images = batches.images(manager, batch, augmentation, varied);
          NDArray targets = batches.targets(manager, batch, labelSmoothing);
          requireFinite(learner.step(images, targets, rate(step / steps)), epoch, step);
        }
      }
      run.follower().epochEnded(epoch + 1, trained);
      boolean isLeft = epoch + 1 == end || run.checkpoints().isDue();
      if (epoch + 1 < epochs && isLeft) {
        run.checkpoints().keep(learner.state(epoch + 1));
      }
    }
  }

  /** The epochs that are behind the learner. */
  private static int restored(Learner learner, Checkpoints checkpoints) {
    Optional<TrainingState> state = checkpoints.newest(learner.lengths());
    state.ifPresent(learner::restore);
    return state.map(TrainingState::done).orElse(0);
  }

  private static void requireFinite(float loss, int epoch, int step) {
    if (!Float.isFinite(loss)) {
      throw new DivergedException(
          "The loss was %s in epoch %d, step %d.".formatted(loss, epoch + 1, step + 1));
    }
  }

  /** The learning rate once a share of all steps is done. */
  private double rate(double done) {
    return learningRate * (1 + Math.cos(Math.PI * done)) / 2;
  }
}
