package org.kendall.nn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.nn.diffusion.Prediction;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.TrainedDenoiser;

class ZooTest {
  @TempDir Path folder;

  private float[] write(String name, OwnNetwork network, ZooNoise noise) {
    float[] weights = network.network().parameters().draw(new SplittableRandom(name.hashCode()));
    byte[] bytes = FloatFile.bytes(weights);
    ZooModel model =
        new ZooModel(
            name,
            network,
            noise,
            Prediction.NOISE,
            weights.length,
            network.network().macs(),
            Zoo.sha256(bytes),
            Map.of("cpu", Map.of(256, 1.5)));
    Zoo.write(folder.toString(), model, bytes);
    return weights;
  }

  @Test
  void modelsAreReadInTheOrderAskedForAndSayWhatTheySaidBefore() {
    ZooResidualMlp small = new ZooResidualMlp(16, 8, 1);
    ZooUnet large = new ZooUnet(1, 4, 8);
    float[] weights = write("small", small, new ZooNoise());
    write("large", large, new ZooNoise());

    Zoo zoo = Zoo.read(folder.toString(), List.of("large", "small"));

    assertThat(zoo.models()).extracting(ZooModel::network).containsExactly(large, small);
    assertThat(zoo.models().get(1).milliseconds()).isEqualTo(Map.of("cpu", Map.of(256, 1.5)));
    assertThat(zoo.size()).isEqualTo(16);
    zoo.requireWhole();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Sampler sampler = zoo.open(manager);
      NDArray state = manager.arange(32f).reshape(2, 16);
      float[] direct =
          new TrainedDenoiser(small.network(), zoo.schedule(), weights, manager)
              .noise(state, 0.5)
              .toFloatArray();
      assertThat(sampler.zoo().get(1).noise(state, 0.5).toFloatArray()).isEqualTo(direct);
    }
  }

  @Test
  void twoKindsOfNoiseAreRefused() {
    write("a", new ZooResidualMlp(4, 8, 1), new ZooNoise());
    write("b", new ZooResidualMlp(4, 8, 1), new ZooNoise(ZooNoise.Kind.SCALED_LINEAR, 1000));

    assertThatThrownBy(() -> Zoo.read(folder.toString(), List.of("a", "b")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("same noise: a has linear, 1000 steps, but b has scaled-linear");
  }

  @Test
  void twoSizesOfImagesAreRefused() {
    write("a", new ZooResidualMlp(4, 8, 1), new ZooNoise());
    write("b", new ZooResidualMlp(9, 9, 1), new ZooNoise());

    assertThatThrownBy(() -> Zoo.read(folder.toString(), List.of("a", "b")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("a has 4, but b has 9");
  }

  @Test
  void weightsThatWereChangedAreFound() throws Exception {
    write("a", new ZooResidualMlp(4, 8, 1), new ZooNoise());
    byte[] weights = Files.readAllBytes(folder.resolve("a.bin"));
    weights[7]++;
    Files.write(folder.resolve("a.bin"), weights);
    Zoo zoo = Zoo.read(folder.toString(), List.of("a"));

    assertThatThrownBy(zoo::requireWhole)
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("a.bin have the checksum");
  }

  @Test
  void weightsOfAnotherSizeAreRefused() throws Exception {
    write("a", new ZooResidualMlp(4, 8, 1), new ZooNoise());
    Files.write(folder.resolve("a.bin"), new byte[12]);
    Zoo zoo = Zoo.read(folder.toString(), List.of("a"));

    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      assertThatThrownBy(() -> zoo.open(manager))
          .isInstanceOf(BadDataException.class)
          .hasMessageContaining("a.bin (12 bytes) must be those of");
    }
  }

  @Test
  void aModelThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> Zoo.read(folder.toString(), List.of("none")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("none.json does not exist");
  }
}
