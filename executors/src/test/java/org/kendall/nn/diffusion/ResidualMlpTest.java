package org.kendall.nn.diffusion;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.kendall.nn.Training;
import org.kendall.space.ModelSchedule;
import org.kendall.space.ModelSchedule.Slot;

class ResidualMlpTest {
  private static final SteppedNoise SCHEDULE = SteppedNoise.linear(1000);

  /** Figures of the same networks, worked out elsewhere, in thousands. */
  @Test
  void parametersAndOperationsAreThoseOfTheirShape() {
    assertThat(new ResidualMlp(64, 64, 1).parameters().size()).isEqualTo(18_752);
    assertThat(new ResidualMlp(64, 128, 2).parameters().size()).isEqualTo(86_848);
    assertThat(new ResidualMlp(64, 256, 2).parameters().size()).isBetween(304_650, 304_750);
    assertThat(new ResidualMlp(64, 64, 1).macs()).isEqualTo(18_432);
    assertThat(new ResidualMlp(64, 512, 3).macs()).isBetween(1_654_000L, 1_656_000L);
  }

  /**
   * Points on two places of a line: what is sampled lies there too, half of it on either. A chance
   * of 1/2 for each of 400 is 200 +- 10.
   */
  @Test
  void aTrainedNetworkSamplesWhatItWasTrainedOn() {
    float[] images = {-0.6f, 0.8f};
    ResidualMlp network = new ResidualMlp(1, 32, 1);
    DenoiserTraining training = new DenoiserTraining(1_500, 128, 3e-3, 1e-4, 0.99);
    DenoiserTraining.Trained trained =
        training.train(network, SCHEDULE, images, new Training.Run(1, Device.cpu(), () -> {}));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Denoiser denoiser = new TrainedDenoiser(network, SCHEDULE, trained.weights(), manager);
      NDArray noise = manager.create(new NoiseBank(3, 1).images(0, 400)).reshape(400, 1);
      float[] sampled =
          new Sampler(SCHEDULE, List.of(denoiser)).sample(noise, steps(50)).toFloatArray();
      int left = 0;
      int near = 0;
      for (float one : sampled) {
        near += Math.min(Math.abs(one + 0.6), Math.abs(one - 0.8)) < 0.2 ? 1 : 0;
        left += one < 0.1 ? 1 : 0;
      }
      assertThat(near).isGreaterThan(370);
      assertThat(left).isBetween(150, 250);
    }
  }

  private static List<Step> steps(int slots) {
    List<Slot> taken = new ArrayList<>();
    for (int slot = slots - 1; slot >= 0; slot--) {
      taken.add(Slot.plain(slot, 0));
    }
    return new Timetable(SCHEDULE).steps(new ModelSchedule.Slots(slots, taken));
  }

  @Test
  void equalGeneratorsGiveEqualWeights() {
    DenoiserTraining training = new DenoiserTraining(20, 8, 1e-3, 1e-3, 0.9);
    ResidualMlp network = new ResidualMlp(2, 8, 1);
    float[] images = {0, 1, 1, 0, -1, -1};
    assertThat(train(training, network, images)).isEqualTo(train(training, network, images));
  }

  private static float[] train(DenoiserTraining training, ResidualMlp network, float[] images) {
    return training
        .train(network, SCHEDULE, images, new Training.Run(2, Device.cpu(), () -> {}))
        .weights();
  }
}
