package org.kendall.nn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.nn.Volume;
import org.kendall.nn.diffusion.Denoiser;
import org.kendall.nn.diffusion.Prediction;
import org.kendall.nn.diffusion.Sampler;
import org.kendall.nn.diffusion.Step;
import org.kendall.nn.diffusion.Timetable;
import org.kendall.space.ModelSchedule;
import org.kendall.space.ModelSchedule.Slot;

/** The modules are made by {@code traced/make.py}, which printed the numbers that are expected. */
class TracedNetworkTest {
  private static final Volume LATENT = new Volume(4, 4, 4);
  private static final TextShape TEXT = new TextShape(3, 5);
  private static final TracedNetwork PLAIN =
      new TracedNetwork(LATENT, Precision.FLOAT32, TextShape.NONE);
  private static final TracedNetwork TOLD = new TracedNetwork(LATENT, Precision.FLOAT32, TEXT);

  @TempDir Path folder;
  private final NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");

  @AfterEach
  void close() {
    manager.close();
  }

  private static byte[] resource(String file) throws IOException {
    try (InputStream in = TracedNetworkTest.class.getResourceAsStream("/traced/" + file)) {
      return in.readAllBytes();
    }
  }

  private Zoo zoo(TracedNetwork network, String... names) throws IOException {
    for (String name : names) {
      byte[] module = resource(name + ".pt");
      ZooNoise noise = new ZooNoise(ZooNoise.Kind.SCALED_LINEAR, 1000);
      String checksum = Zoo.sha256(module);
      Zoo.write(
          folder.toString(),
          new ZooModel(name, network, noise, Prediction.NOISE, 500, 8e3, checksum, Map.of()),
          module);
    }
    Zoo zoo = Zoo.read(folder.toString(), List.of(names));
    zoo.requireWhole();
    return zoo;
  }

  /** Sines of multiples of a number, as the script makes them. */
  private static float[] sines(int count, float scale) {
    float[] all = new float[count];
    for (int i = 0; i < count; i++) {
      all[i] = (float) Math.sin(i * scale);
    }
    return all;
  }

  private NDArray latents() {
    return manager.create(sines(128, 0.1f)).reshape(2, 64);
  }

  /** Step 499.5 of 1000, counted from 0. */
  private static final double TIME = 0.5005;

  private static float[] every(int step, float[] all) {
    float[] some = new float[all.length / step];
    for (int i = 0; i < some.length; i++) {
      some[i] = all[i * step];
    }
    return some;
  }

  @Test
  void noiseIsThatWhichTheModuleGaveInPython() throws Exception {
    Sampler sampler = zoo(PLAIN, "small", "large").open(manager);
    assertThat(every(32, sampler.zoo().get(0).noise(latents(), TIME).toFloatArray()))
        .containsExactly(
            new float[] {-0.080559f, -0.049494f, -0.076139f, -0.05651f}, within(2e-5f));
    assertThat(every(32, sampler.zoo().get(1).noise(latents(), TIME).toFloatArray()))
        .containsExactly(new float[] {0.124774f, -0.232349f, 0.119799f, -0.214783f}, within(2e-5f));
  }

  @Test
  void halfPrecisionIsUsedAtTheModuleAlone() throws Exception {
    TracedNetwork half = new TracedNetwork(LATENT, Precision.FLOAT16, TextShape.NONE);
    Denoiser denoiser = zoo(half, "half").open(manager).zoo().get(0);
    NDArray noise = denoiser.noise(latents(), TIME);
    assertThat(every(32, noise.toFloatArray()))
        .containsExactly(new float[] {2.813f, 1.288f, 3.192f, 1.478f}, within(5e-3f));
    assertThat(noise.getShape()).isEqualTo(latents().getShape());
  }

  private TextBank texts(int prompts) {
    ByteBuffer bytes =
        ByteBuffer.allocate((1 + prompts) * 15 * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(new float[15]).put(sines(15 * prompts, 0.3f));
    return TextBank.write(
        folder.toString(), new TextBank.Size(prompts, TEXT), out -> out.write(bytes.array()));
  }

  @Test
  void guidanceGoesFromSayingNothingOfTheTextToWhatItSays() throws Exception {
    OpenZoo open = zoo(TOLD, "text-small", "text-large").load(manager);
    texts(2);
    NDArray texts = TextBank.read(folder.toString()).states(0, 2, manager);

    float[] with = open.guided(texts, 1).zoo().get(1).noise(latents(), TIME).toFloatArray();
    float[] without = open.guided(texts, 0).zoo().get(1).noise(latents(), TIME).toFloatArray();
    float[] farther = open.guided(texts, 3).zoo().get(1).noise(latents(), TIME).toFloatArray();

    assertThat(every(32, with))
        .containsExactly(
            new float[] {-0.197072f, -0.179174f, -0.140095f, -0.227886f}, within(2e-5f));
    NDArray nothing = manager.zeros(TEXT.shape(4));
    float[] untold = open.guided(nothing, 1).zoo().get(1).noise(latents(), TIME).toFloatArray();
    assertThat(without).containsExactly(untold, within(1e-6f));
    assertThat(without).isNotEqualTo(with);
    for (int i = 0; i < with.length; i++) {
      assertThat(farther[i]).isCloseTo(without[i] + 3 * (with[i] - without[i]), within(1e-5f));
    }
  }

  @Test
  void imagesBeyondThePromptsBeginAnew() throws Exception {
    TextBank bank = texts(3);
    float[] states = bank.states(2, 3, manager).toFloatArray();
    float[] prompts = sines(45, 0.3f);
    assertThat(states).hasSize(90).startsWith(new float[45]);
    assertThat(Arrays.copyOfRange(states, 45, 60)).isEqualTo(Arrays.copyOfRange(prompts, 30, 45));
    assertThat(Arrays.copyOfRange(states, 60, 90)).isEqualTo(Arrays.copyOfRange(prompts, 0, 30));
  }

  @Test
  void aTextBankThatIsCutShortIsNamed() throws Exception {
    TextBank bank = texts(3);
    Files.write(folder.resolve("text.bin"), new byte[100]);
    assertThatThrownBy(() -> bank.states(0, 3, manager))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("text.bin (3 prompts, texts of 3 tokens, 5 wide) cannot be read");
  }

  private static List<Step> steps(Zoo zoo, int... models) {
    List<Slot> taken = new ArrayList<>();
    for (int slot = models.length - 1; slot >= 0; slot--) {
      taken.add(Slot.plain(slot, models[slot]));
    }
    return new Timetable(zoo.schedule()).steps(new ModelSchedule.Slots(models.length, taken));
  }

  @Test
  void imagesAreSampledByTwoModelsAndDecodedInChunks() throws Exception {
    Zoo zoo = zoo(TOLD, "text-small", "text-large");
    Files.write(folder.resolve("decoder.pt"), resource("decoder.pt"));
    Described.write(
        folder.resolve("decoder.json").toString(),
        new LatentSpace(LATENT, new Volume(3, 8, 8), Precision.FLOAT32, 0.18215));
    NDArray texts = texts(2).states(0, 2, manager);

    NDArray sampled = zoo.load(manager).guided(texts, 2).sample(latents(), steps(zoo, 0, 1, 0));
    NDArray whole = ImageDecoder.of(zoo, 2, manager).images(sampled);
    NDArray pieces = ImageDecoder.of(zoo, 1, manager).images(sampled);

    assertThat(ImageDecoder.of(zoo, 2, manager).size()).isEqualTo(192);
    assertThat(pieces.toFloatArray()).containsExactly(whole.toFloatArray(), within(1e-5f));
    for (float number : whole.toFloatArray()) {
      assertThat(number).isBetween(-1f, 1f);
    }
  }

  @Test
  void latentsAreDecodedAsInPython() throws Exception {
    Zoo zoo = zoo(PLAIN, "small");
    NDArray same = latents();
    assertThat(ImageDecoder.of(zoo, 1, manager).images(same)).isSameAs(same);
    Files.write(folder.resolve("decoder.pt"), resource("decoder.pt"));
    Described.write(
        folder.resolve("decoder.json").toString(),
        new LatentSpace(LATENT, new Volume(3, 8, 8), Precision.FLOAT32, 0.5));
    float[] images = ImageDecoder.of(zoo, 1, manager).images(latents().mul(0.5)).toFloatArray();
    assertThat(every(96, images))
        .containsExactly(new float[] {-0.347412f, 0.05212f, -0.358946f, 0.050082f}, within(2e-5f));
  }

  private void assertRefused(TracedNetwork network, String file, String message) throws Exception {
    Zoo zoo = zoo(network, file);
    assertThatThrownBy(() -> zoo.load(manager))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void modulesThatTakeOrGiveSomethingElseAreRefused() throws Exception {
    assertRefused(
        new TracedNetwork(new Volume(3, 4, 4), Precision.FLOAT32, TextShape.NONE),
        "small",
        "small.pt must take latents (3, 4, 4) of float32, step numbers and no text and give"
            + " (1, 3, 4, 4) of [FLOAT32] for 1 of them; it failed: ");
    assertRefused(TOLD, "small", "and texts of 3 tokens, 5 wide and give (1, 4, 4, 4)");
    assertRefused(PLAIN, "text-small", "step numbers and no text and give");
    assertRefused(PLAIN, "decoder", "it failed: ");
    assertRefused(PLAIN, "one-image", "for 2 of them; it failed: ");
    assertRefused(PLAIN, "half", "it gave (1, 4, 4, 4) of float16");
    assertRefused(PLAIN, "brain-half", "it gave (1, 4, 4, 4) of ");
  }

  @Test
  void filesThatAreNoModulesAreNamed() throws Exception {
    zoo(PLAIN, "small");
    Files.write(folder.resolve("small.pt"), new byte[2000]);
    Zoo zoo = Zoo.read(folder.toString(), List.of("small"));
    assertThatThrownBy(() -> zoo.load(manager))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("small.pt is no TorchScript module: ");
    Files.delete(folder.resolve("small.pt"));
    assertThatThrownBy(() -> zoo.load(manager))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("small.pt does not exist");
  }

  @Test
  void textsMustBeGivenWhereTheyAreTakenAndThereAlone() throws Exception {
    OpenZoo told = zoo(TOLD, "text-small").load(manager);
    assertThatThrownBy(told::sampler)
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("must be told of texts of 3 tokens, 5 wide");
    NDArray wrong = manager.zeros(new TextShape(3, 6).shape(2));
    assertThatThrownBy(() -> told.guided(wrong, 1))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(
            "take texts of 3 tokens, 5 wide; they were told of texts of the shape (2, 3, 6)");
    OpenZoo plain = zoo(PLAIN, "small").load(manager);
    assertThatThrownBy(() -> plain.guided(wrong, 1))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("take no text");
  }
}
