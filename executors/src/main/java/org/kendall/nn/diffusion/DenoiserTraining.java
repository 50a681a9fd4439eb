package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.kendall.nn.Adam;
import org.kendall.nn.ParameterVector;
import org.kendall.nn.Tape;
import org.kendall.nn.Training;
import org.kendall.nn.TrainingState;
import org.kendall.space.Setting;

/**
 * Trains a network to tell the noise in images: the mean squared error at steps drawn evenly, in
 * pairs from both ends, which lowers the variance (Ho et al., NeurIPS 2020, algorithm 1; Kingma et
 * al., "Variational Diffusion Models", NeurIPS 2021, section 4). What counts is the moving average
 * of the weights, without which samples of small networks are visibly worse.
 */
@Setting("How a network of a zoo is trained to tell the noise in images.")
public record DenoiserTraining(
    @Setting(value = "Steps of training.", byDefault = "2500") int steps,
    @Setting(value = "Images of a step; even.", byDefault = "256") int batchSize,
    @Setting(value = "Learning rate of Adam at the start.", byDefault = "0.002")
        double learningRate,
    @Setting(value = "Learning rate at the end, after half a cosine.", byDefault = "0.00002")
        double lastRate,
    @Setting(value = "Decay of the moving average of the weights.", byDefault = "0.999")
        double averageDecay)
    implements Serializable {
  public DenoiserTraining {
    if (steps < 1 || batchSize < 2 || batchSize % 2 != 0) {
      throw new IllegalArgumentException(
          "The steps (%d) and the batch size (%d) must be positive, the latter even."
              .formatted(steps, batchSize));
    }
    if (!(learningRate > 0 && lastRate > 0 && averageDecay >= 0 && averageDecay < 1)) {
      throw new IllegalArgumentException(
          "The rates (%s, %s) must be positive, the decay of the average (%s) 0 to less than 1."
              .formatted(learningRate, lastRate, averageDecay));
    }
  }

  /** With settings that suit images of 8 x 8. */
  public DenoiserTraining() {
    this(2_500, 256, 2e-3, 2e-5, 0.999);
  }

  /**
   * What a training ended with.
   *
   * @param weights the moving average, as a flat vector
   * @param loss the mean of the last tenth of the steps, over numbers of images
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  public record Trained(float[] weights, double loss) {}

  /**
   * Trains. Equal seeds give equal weights, bit for bit, on one kind of device.
   *
   * @param images (count, size), row by row, in [-1, 1]
   */
  public Trained train(
      DenoiserNetwork network, SteppedNoise schedule, float[] images, Training.Run run) {
    RandomGenerator random = new SplittableRandom(run.seed());
    ParameterVector parameters = network.parameters();
    float[] drawn = parameters.draw(random);
    int size = drawn.length;
    TrainingState begun =
        run.checkpoints().newest(size, size, size, size).orElseGet(() -> beginning(drawn));
    float[] weights = begun.arrays().get(0);
    float[] average = begun.arrays().get(1);
    Adam adam = Adam.from(0, begun.done(), begun.arrays().subList(2, 4));
    float[] gradient = new float[size];
    double late = begun.sum();
    int lateFrom = steps - Math.max(1, steps / 10);
    try (NDManager manager = NDManager.newBaseManager(run.device(), "PyTorch")) {
      for (int step = 0; step < steps; step++) {
        // Of steps that are behind it, nothing but their random numbers is needed.
        Batch batch = new Batch(network.size(), schedule, images, random);
        if (step < begun.done()) {
          continue;
        }
        run.beforeEachStep().run();
        double loss = gradient(network, parameters, weights, batch, gradient, manager);
        adam.step(weights, gradient, rate(step));
        average(average, weights, step);
        late += step >= lateFrom ? loss : 0;
        if (step + 1 < steps && run.checkpoints().isDue()) {
          List<float[]> arrays = new ArrayList<>(List.of(weights, average));
          arrays.addAll(adam.moments());
          run.checkpoints().keep(new TrainingState(step + 1, late, arrays));
        }
      }
    }
    return new Trained(average, late / (steps - lateFrom));
  }

  private static TrainingState beginning(float[] drawn) {
    float[] zeros = new float[drawn.length];
    return new TrainingState(0, 0, List.of(drawn, drawn.clone(), zeros, zeros));
  }

  private double rate(int step) {
    return lastRate + (learningRate - lastRate) * (1 + Math.cos(Math.PI * step / steps)) / 2;
  }

  /** Early averages forget faster, so that the first weights do not linger. */
  private void average(float[] average, float[] weights, int step) {
    float kept = (float) Math.min(averageDecay, (1.0 + step) / (10 + step));
    for (int i = 0; i < average.length; i++) {
      average[i] = kept * average[i] + (1 - kept) * weights[i];
    }
  }

  /** Noisy images of a step, and the noise in them. */
  private final class Batch {
    private final float[] states;
    private final float[] noises;
    private final float[] at;

    Batch(int size, SteppedNoise schedule, float[] images, RandomGenerator random) {
      int count = images.length / size;
      states = new float[batchSize * size];
      noises = new float[batchSize * size];
      at = new float[batchSize];
      for (int i = 0; i < batchSize; i++) {
        at[i] = i % 2 == 0 ? random.nextInt(schedule.steps()) : schedule.steps() - 1 - at[i - 1];
        double time = schedule.timeOf(at[i]);
        float alpha = (float) schedule.alpha(time);
        float sigma = (float) schedule.sigma(time);
        int image = random.nextInt(count) * size;
        for (int j = 0; j < size; j++) {
          float noise = (float) random.nextGaussian();
          noises[i * size + j] = noise;
          states[i * size + j] = alpha * images[image + j] + sigma * noise;
        }
      }
    }
  }

  /** Fills in the gradient; the loss. */
  private double gradient(
      DenoiserNetwork network,
      ParameterVector parameters,
      float[] weights,
      Batch batch,
      float[] gradient,
      NDManager manager) {
    Shape shape = new Shape(batchSize, network.size());
    try (NDManager step = manager.newSubManager();
        Tape tape = Tape.open()) {
      NDArray flat = parameters.on(step, weights);
      flat.setRequiresGradient(true);
      NDArray states = step.create(batch.states, shape);
      NDArray at = step.create(batch.at, new Shape(batchSize, 1));
      NDArray error =
          network.output(states, at, parameters.split(flat)).sub(step.create(batch.noises, shape));
      NDArray loss = error.mul(error).mean();
      tape.backward(loss);
      flat.getGradient().toByteBuffer(true).asFloatBuffer().get(gradient);
      return loss.getFloat();
    }
  }
}
