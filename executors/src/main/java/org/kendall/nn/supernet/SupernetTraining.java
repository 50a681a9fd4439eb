package org.kendall.nn.supernet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.kendall.data.ImageSet;
import org.kendall.nn.Batches;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.DivergedException;
import org.kendall.nn.Learner;
import org.kendall.nn.Pass;
import org.kendall.nn.Pixels;
import org.kendall.nn.Training;
import org.kendall.nn.TrainingState;
import org.kendall.nn.Weight;

/**
 * How a supernet is trained: each step takes the gradient of the mean loss of some of its networks.
 *
 * @param sgd epochs, batch, rate, momentum, decay and how images are varied
 * @param samples networks in a step, unless {@link Sampling#FAIR}
 * @param largestNorm a gradient that is longer is shortened to it
 * @param curriculum of a supernet with a gate; with no gate its restarts alone count
 */
public record SupernetTraining(
    Training sgd, Sampling sampling, int samples, double largestNorm, Curriculum curriculum) {
  public SupernetTraining {
    if (samples < 1) {
      throw new IllegalArgumentException("The samples (%d) must be positive.".formatted(samples));
    }
  }

  /**
   * What a supernet is trained for.
   *
   * @param different all cells of the part that are different as networks
   */
  public record Cells(SpacePart part, List<List<Operation>> different) {
    public Cells {
      different = different.stream().filter(part::has).toList();
      if (different.isEmpty()) {
        throw new IllegalArgumentException("The different cells (none) must be at least one.");
      }
    }
  }

  /**
   * Trains one; the outcome depends on the arguments alone, however often it was ended and begun
   * once more.
   *
   * @throws DivergedException if the loss stops being finite
   */
  public TrainedSupernet train(Supernet supernet, ImageSet images, Cells cells, Training.Run run) {
    SplittableRandom random = new SplittableRandom(run.seed());
    Pixels pixels = Pixels.standardizing(images);
    Learner learner = new Learner(supernet.whole(), sgd, run.device(), random.split());
    try {
      Batches batches = new Batches(images, pixels, sgd.batchSize());
      new Course(supernet, learner, batches, cells).of(random, run);
      return new TrainedSupernet(supernet, learner, pixels);
    } catch (RuntimeException | Error failed) {
      learner.close();
      throw failed;
    }
  }

  /** One training. */
  private final class Course {
    private final Supernet supernet;
    private final Learner learner;
    private final Batches batches;
    private final Cells cells;

    Course(Supernet supernet, Learner learner, Batches batches, Cells cells) {
      this.supernet = supernet;
      this.learner = learner;
      this.batches = batches;
      this.cells = cells;
    }

    void of(SplittableRandom random, Training.Run run) {
      Optional<TrainingState> state = run.checkpoints().newest(learner.lengths());
      state.ifPresent(learner::restore);
      int begun = state.map(TrainingState::done).orElse(0);
      for (int epoch = 0; epoch < sgd.epochs(); epoch++) {
        SplittableRandom own = random.split();
        if (epoch < begun) {
          continue;
        }
        begin(epoch);
        train(epoch, own, run);
        if (epoch + 1 < sgd.epochs() && run.checkpoints().isDue()) {
          run.checkpoints().keep(learner.state(epoch + 1));
        }
      }
    }

    private void begin(int epoch) {
      int open = curriculum.open(epoch, sgd.epochs());
      if (epoch > 0 && !supernet.gates().isEmpty()) {
        for (int block = curriculum.open(epoch - 1, sgd.epochs()); block < open; block++) {
          inherit(supernet, learner, block);
        }
      }
      if (curriculum.restarts(epoch, sgd.epochs())) {
        learner.forget();
      }
    }

    private void train(int epoch, SplittableRandom random, Training.Run run) {
      int[] order = batches.shuffled(random);
      int size = Math.min(sgd.batchSize(), batches.size());
      int steps = batches.size() / size;
      for (int step = 0; step < steps; step++) {
        run.beforeEachStep().run();
        int[] places = Arrays.copyOfRange(order, step * size, (step + 1) * size);
        double rate =
            sgd.learningRate() * curriculum.rate(epoch + (double) step / steps, sgd.epochs());
        try (NDManager manager = learner.manager().newSubManager()) {
          NDArray images = batches.images(manager, places, sgd.augmentation(), random);
          NDArray targets = batches.targets(manager, places, sgd.labelSmoothing());
          float loss = learner.step(targets, rate, largestNorm, networks(images, epoch, random));
          if (!Float.isFinite(loss)) {
            throw new DivergedException(
                "The supernet's loss was %s in epoch %d.".formatted(loss, epoch + 1));
          }
        }
      }
    }

    private List<Function<Pass, NDArray>> networks(
        NDArray images, int epoch, SplittableRandom random) {
      int open = curriculum.open(epoch, sgd.epochs());
      List<Function<Pass, NDArray>> networks = new ArrayList<>();
      for (List<Operation> cell : sampling.draw(cells, samples, random)) {
        SplittableRandom noise = random.split();
        networks.add(pass -> scores(cell, open, images, pass, noise));
      }
      return networks;
    }

    private NDArray scores(
        List<Operation> cell, int open, NDArray images, Pass pass, RandomGenerator noise) {
      Wiring wiring =
          supernet.gates().stream()
              .map(gate -> gate.drawn(cell, open, pass, noise))
              .findFirst()
              .orElse(Wiring.BY_EDGE);
      return supernet.network(cell, wiring).forward(images, pass);
    }
  }

  /**
   * Opens a block with the weights of the one before on top of its own first ones, batch norms'
   * statistics too; the gate takes both alike.
   */
  static void inherit(Supernet supernet, Learner learner, int block) {
    try (NDManager step = learner.manager().newSubManager()) {
      Pass pass = learner.weights().pass(Pass.Purpose.EVALUATE, learner.weights().leaf(step));
      for (SharedCell cell : supernet.cells()) {
        List<Weight> before = cell.weights(block - 1);
        List<Weight> own = cell.weights(block);
        for (int i = 0; i < own.size(); i++) {
          boolean isStatistic = own.get(i).role() == Weight.Role.TRACKED;
          NDArray array = pass.array(own.get(i));
          (isStatistic ? array.muli(0) : array).addi(pass.array(before.get(i)));
        }
      }
      for (Weight weight : supernet.gates().get(0).last()) {
        NDArray array = pass.array(weight); // (units, blocks) or (blocks)
        NDArray columns = array.getShape().dimension() == 1 ? array.reshape(1, -1) : array;
        NDArray now = columns.get(":, {}", block);
        now.muli(0).addi(columns.get(":, {}", block - 1));
      }
    }
  }
}
