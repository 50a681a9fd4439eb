package org.kendall.nn.diffusion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.kendall.nn.ParameterVector;
import org.kendall.nn.Tape;
import org.kendall.nn.Training;

class UnetTest {
  private static final SteppedNoise SCHEDULE = SteppedNoise.linear(1000);

  /**
   * By hand for width c on 16 x 16, in c squared: 4608 + 7424 + 4608 of the upper level, 1152 +
   * 4608 + 2304 + 7424 of the middle, 576 + 2304 of the lower; then the time (32 to 10 c channels)
   * and the convolutions in and out (9 c on 256 pixels each).
   */
  @Test
  void operationsAreThoseOfItsShape() {
    for (int width : new int[] {8, 16, 24}) {
      long squares = 35_008L * width * width;
      assertThat(new Unet(1, 16, width).macs())
          .isEqualTo(squares + 32L * 10 * width + 2 * 9L * width * 256);
    }
    // Networks of this shape were measured elsewhere with 2.2, 9.0 and 20.2 million.
    assertThat(new Unet(1, 16, 16).macs()).isBetween(8_900_000L, 9_100_000L);
  }

  /** Kernels: 487 c squared; the time 33 to each of 10 c; scales and shifts of 24 c. */
  @Test
  void parametersAreThoseOfItsShape() {
    int width = 8;
    assertThat(new Unet(1, 28, width).parameters().size())
        .isEqualTo(487 * 64 + 33 * 10 * width + 2 * 24 * width + 2 * 9 * width + 1);
  }

  @Test
  void sidesThatCannotBeHalvedTwiceAreRefused() {
    assertThatThrownBy(() -> new Unet(1, 18, 8))
        .hasMessage("The channels (1) must be positive and the side (18) a multiple of 4.");
    assertThatThrownBy(() -> new Unet(1, 16, 6))
        .hasMessage("The width (6) must be a multiple of 4.");
  }

  /** Along a random direction of all parameters. */
  @Test
  void gradientIsThatOfFiniteDifferences() {
    Unet network = new Unet(2, 8, 4);
    ParameterVector parameters = network.parameters();
    RandomGenerator random = new SplittableRandom(3);
    float[] weights = parameters.draw(random);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray state = normal(manager, random, 3 * network.size()).reshape(3, network.size());
      NDArray direction = normal(manager, random, weights.length);
      direction = direction.div(direction.norm());
      NDArray flat = parameters.on(manager, weights);
      flat.setRequiresGradient(true);
      try (Tape tape = Tape.open()) {
        tape.backward(loss(network, state, flat));
      }
      double slope = flat.getGradient().mul(direction).sum().getFloat();
      NDArray at = parameters.on(manager, weights);
      float step = 1e-2f;
      double ahead = loss(network, state, at.add(direction.mul(step))).getFloat();
      double behind = loss(network, state, at.sub(direction.mul(step))).getFloat();
      assertThat((ahead - behind) / (2 * step))
          .isCloseTo(slope, within(1e-3 + 0.01 * Math.abs(slope)));
      assertThat(Math.abs(slope)).isGreaterThan(0.01);
    }
  }

  /** What Java frees while a graph is recorded must not count. */
  @Test
  void gradientIsThatOfTheSameGraphAfterACollection() {
    Unet network = new Unet(1, 8, 4);
    RandomGenerator random = new SplittableRandom(5);
    float[] weights = network.parameters().draw(random);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray state = normal(manager, random, 3 * network.size()).reshape(3, network.size());
      float[] first = gradient(network, state, weights, () -> {});
      float[] second = gradient(network, state, weights, UnetTest::overwriteWhatIsFree);
      assertThat(second).isEqualTo(first);
    }
  }

  private static float[] gradient(
      Unet network, NDArray state, float[] weights, Runnable beforeBackward) {
    NDArray flat = network.parameters().on(state.getManager(), weights);
    flat.setRequiresGradient(true);
    try (Tape tape = Tape.open()) {
      NDArray loss = loss(network, state, flat);
      beforeBackward.run();
      tape.backward(loss);
    }
    return flat.getGradient().toFloatArray();
  }

  /** Collects garbage, then fills small pieces of native memory with NaN. */
  private static void overwriteWhatIsFree() {
    System.gc();
    LockSupport.parkNanos(20_000_000);
    List<ByteBuffer> kept = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      kept.add(ByteBuffer.allocateDirect(4).order(ByteOrder.nativeOrder()).putFloat(0, Float.NaN));
    }
    assertThat(kept).hasSize(5_000);
  }

  private static NDArray normal(NDManager manager, RandomGenerator random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return manager.create(values);
  }

  private static NDArray loss(Unet network, NDArray state, NDArray flat) {
    NDArray steps = state.getManager().create(new float[] {1, 300, 900}, new Shape(3, 1));
    NDArray output = network.output(state, steps, network.parameters().split(flat));
    return output.mul(output.add(state)).sum();
  }

  /** What is said of an image does not depend on what stands beside it. */
  @Test
  void imagesOfABatchAreToldApart() {
    Unet network = new Unet(1, 8, 4);
    RandomGenerator random = new SplittableRandom(4);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Denoiser denoiser =
          new TrainedDenoiser(network, SCHEDULE, network.parameters().draw(random), manager);
      NDArray state = normal(manager, random, 2 * 64).reshape(2, 64);
      float[] alone = denoiser.noise(state.get("1:"), 0.4).toFloatArray();
      float[] beside = denoiser.noise(state, 0.4).get("1:").toFloatArray();
      assertThat(beside).containsExactly(alone, within(1e-5f));
    }
  }

  /**
   * Bars, upright or lying: a few steps take away much of the loss of saying nothing, which is 1.
   */
  @Test
  void trainingLowersTheLoss() {
    Unet network = new Unet(1, 16, 8);
    DenoiserTraining training = new DenoiserTraining(40, 32, 5e-3, 1e-3, 0.9);
    DenoiserTraining.Trained trained =
        training.train(network, SCHEDULE, bars(16), new Training.Run(1, Device.cpu(), () -> {}));
    assertThat(trained.loss()).isLessThan(0.4);
    assertThat(trained.weights()).hasSize(network.parameters().size());
  }

  private static float[] bars(int side) {
    float[] images = new float[2 * side * side * side];
    for (int bar = 0; bar < side; bar++) {
      for (int i = 0; i < side * side; i++) {
        images[2 * bar * side * side + i] = i / side == bar ? 1 : -1;
        images[(2 * bar + 1) * side * side + i] = i % side == bar ? 1 : -1;
      }
    }
    return images;
  }
}
