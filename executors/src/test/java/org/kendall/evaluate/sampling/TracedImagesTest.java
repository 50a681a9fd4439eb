package org.kendall.evaluate.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.evaluate.quality.FrechetDistance;
import org.kendall.evaluate.quality.Moments;
import org.kendall.nn.Volume;
import org.kendall.nn.diffusion.DenoiserTraining;
import org.kendall.nn.diffusion.NoiseBank;
import org.kendall.nn.diffusion.Prediction;
import org.kendall.nn.diffusion.Timetable;
import org.kendall.nn.zoo.ImageDecoder;
import org.kendall.nn.zoo.Precision;
import org.kendall.nn.zoo.TextBank;
import org.kendall.nn.zoo.TextEncoder;
import org.kendall.nn.zoo.TextShape;
import org.kendall.nn.zoo.TracedNetwork;
import org.kendall.nn.zoo.Zoo;
import org.kendall.nn.zoo.ZooModel;
import org.kendall.nn.zoo.ZooNoise;
import org.kendall.space.Candidate;
import org.kendall.space.ModelSchedule;
import org.kendall.space.ModelSchedule.Slot;
import org.kendall.space.ModelSchedule.Slots;

/**
 * On a zoo of the kind of Stable Diffusion, of the modules that {@code traced/make.py} makes: texts
 * are encoded, latents of 4 x 4 x 4 sampled with guidance and decoded to 3 x 8 x 8, and a module
 * gives the features.
 */
class TracedImagesTest {
  private static final TextShape TEXT = new TextShape(3, 5);
  private static final int IMAGES = 40;

  @TempDir static Path folder;

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  @BeforeAll
  static void write() throws Exception {
    for (String name :
        List.of("decoder.pt", "encoder.pt", "features.pt", "decoder.pt", "tokenizer.json")) {
      Files.createDirectories(folder.resolve("zoo"));
      Path to = folder.resolve(name.startsWith("decoder") ? "zoo/" + name : name);
      Files.write(to, resource(name));
    }
    model("text-small", TEXT);
    model("text-large", TEXT);
    model("small", TextShape.NONE);
    Files.writeString(
        folder.resolve("zoo/decoder.json"),
        """
        {"latent": {"channels": 4, "height": 4, "width": 4},
         "image": {"channels": 3, "height": 8, "width": 8}, "type": "FLOAT32", "factor": 0.18215}
        """);
    Files.writeString(folder.resolve("prompts.txt"), "one\ntwo of three\nthree digits\n");
    pictures("real", 8, 120);
    pictures("half", 4, 120);
    pictures("odd", 3, 120);
    for (SampleImages settings : List.of(plain(), bySize("half", 4))) {
      prepare(settings);
    }
  }

  private static byte[] resource(String name) throws Exception {
    try (InputStream in = TracedImagesTest.class.getResourceAsStream("/traced/" + name)) {
      return in.readAllBytes();
    }
  }

  private static void model(String name, TextShape text) throws Exception {
    byte[] module = resource(name + ".pt");
    TracedNetwork network = new TracedNetwork(new Volume(4, 4, 4), Precision.FLOAT32, text);
    ZooNoise noise = new ZooNoise(ZooNoise.Kind.SCALED_LINEAR, 1000);
    String checksum = Zoo.sha256(module);
    Zoo.write(
        file("zoo"),
        new ZooModel(name, network, noise, Prediction.NOISE, 500, 8e3, checksum, Map.of()),
        module);
  }

  /** In one folder, without classes. */
  private static void pictures(String name, int side, int count) throws Exception {
    Random random = new Random(side);
    Files.createDirectories(folder.resolve(name));
    for (int i = 0; i < count; i++) {
      BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
      for (int place = 0; place < side * side; place++) {
        image.setRGB(place % side, place / side, random.nextInt(1 << 24));
      }
      ImageIO.write(image, "png", folder.resolve(name + "/" + (1000 + i) + ".png").toFile());
    }
  }

  private static final TextEncoder ENCODER =
      new TextEncoder("", "", 3, 5, 2, 2); // without its files

  private static TextSettings prompts(int width) {
    TextEncoder encoder =
        new TextEncoder(
            file("encoder.pt"),
            file("tokenizer.json"),
            ENCODER.tokens(),
            width,
            ENCODER.padding(),
            ENCODER.batchSize());
    return new TextSettings(2, file("prompts.txt"), encoder, "");
  }

  /** What a test may want otherwise. */
  private record Varied(
      String data,
      List<String> models,
      TextSettings texts,
      String features,
      int batch,
      long bytes) {
    SampleImages settings() {
      return new SampleImages(
          file(data),
          0,
          new ZooSettings(
              models.stream().map(name -> new ZooEntry(name, 0, 2)).toList(),
              file("zoo"),
              new ZooNoise(),
              new DenoiserTraining(2, 2, 1e-3, 1e-4, 0.9)),
          texts,
          new FeatureSettings(6, 1, 1, file(features), 7),
          IMAGES,
          batch,
          1,
          0.5,
          4,
          3,
          bytes,
          4,
          10,
          60);
    }
  }

  private static Varied varied() {
    return new Varied(
        "real", List.of("text-small", "text-large"), prompts(5), "features.pt", 8, 1 << 20);
  }

  private static SampleImages plain() {
    return varied().settings();
  }

  private static SampleImages bySize(String data, int batch) {
    Varied v = varied();
    return new Varied(data, v.models(), v.texts(), v.features(), batch, v.bytes()).settings();
  }

  private static SampleImages told(TextSettings texts, String... models) {
    return new Varied("real", List.of(models), texts, "features.pt", 8, 1 << 20).settings();
  }

  private static SampleImages sharing(long bytes) {
    Varied v = varied();
    return new Varied("real", v.models(), v.texts(), v.features(), 8, bytes).settings();
  }

  private static String prepared(SampleImages settings) {
    return settings.data() + "-prepared";
  }

  private static void prepare(SampleImages settings) throws Exception {
    settings.check();
    long number = 1;
    for (Preparation preparation : settings.preparations()) {
      Trial trial = new Trial(number, Stage.SEARCH, Candidate.of(0), number++, 1);
      assertThat(preparation.prepare(context(settings, trial)).values())
          .isNotEmpty()
          .allMatch(Double::isFinite);
    }
    settings.checkPrepared(prepared(settings));
  }

  private static TrialContext context(SampleImages settings, Trial trial) {
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    return new TrialContext(
        trial, Device.cpu(), deadline, folder.resolve("trial"), prepared(settings));
  }

  private static Map<String, Double> measure(
      SampleImages settings, Stage stage, ModelSchedule schedule) throws Exception {
    Trial trial = new Trial(9, stage, Candidate.of(0), 3, 1);
    return settings.evaluate(schedule, context(settings, trial));
  }

  private static ModelSchedule steps(int... models) {
    List<Slot> slots = new ArrayList<>();
    for (int i = 0; i < models.length; i++) {
      slots.add(Slot.plain(models.length - 1 - i, models[i]));
    }
    return new Slots(models.length, slots);
  }

  @Test
  void textsAndRealImagesArePreparedButNoFeatures() {
    assertThat(plain().preparations())
        .extracting(Preparation::name)
        .containsExactly("texts", "reference", "jumps");
    assertThat(plain().rows()).isEqualTo(2);
    assertThat(TextBank.read(prepared(plain()) + "/texts").prompts()).isEqualTo(3);
  }

  /** The images, all at once and by the parts themselves, to be compared in size 4. */
  private static float[] byHand(ModelSchedule schedule, NDManager manager) {
    Zoo zoo = Zoo.read(file("zoo"), List.of("text-small", "text-large"));
    TextBank bank = TextBank.read(prepared(plain()) + "/texts");
    NDArray noise = manager.create(new NoiseBank(1, 64).images(0, IMAGES), new Shape(IMAGES, 64));
    NDArray latents =
        zoo.load(manager)
            .guided(bank.states(0, IMAGES, manager), 2)
            .sample(noise, new Timetable(zoo.schedule()).steps(schedule));
    NDArray images = ImageDecoder.of(zoo, IMAGES, manager).images(latents);
    return images
        .reshape(IMAGES, 3, 4, 2, 4, 2)
        .mean(new int[] {5})
        .mean(new int[] {3})
        .reshape(IMAGES, 48)
        .toFloatArray();
  }

  @Test
  void eachImageFollowsItsPromptAndIsDecodedAndAveragedDown() throws Exception {
    Reference reference = Reference.read(plain().features(), prepared(plain()));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      float[] images = byHand(steps(0, 1, 0), manager);
      double expected = reference.pixels().to(Moments.of(images, new double[48]));
      assertThat(measure(plain(), Stage.SEARCH, steps(0, 1, 0)).get("pixel_distance") / expected)
          .isCloseTo(1, within(1e-4));
      // Decoded images are larger than the real ones of this folder, and averaged down to them.
      SampleImages smaller = bySize("half", 4);
      Reference real = Reference.read(smaller.features(), prepared(smaller));
      assertThat(
              measure(smaller, Stage.SEARCH, steps(0, 1, 0)).get("pixel_distance")
                  / real.pixels().to(Moments.of(images, new double[48])))
          .isCloseTo(1, within(1e-4));
    }
  }

  @Test
  void featuresAreThoseThatPythonGave() {
    float[] images = new float[2 * 192];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) Math.sin(0.2f * i);
    }
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      float[] features =
          Features.open(plain().features(), plain().shape(), "", manager).of(images, manager);
      float[] expected = {0.128702f, -0.055126f, 0.104159f, -0.083266f}; // every third
      for (int i = 0; i < expected.length; i++) {
        assertThat(features[3 * i]).isCloseTo(expected[i], within(2e-5f));
      }
    }
  }

  @Test
  void realImagesAreMeasuredPartByPart() throws Exception {
    pictures("large", 160, 128); // more than are held at once
    RealParts parts = RealParts.of(file("large"), 0);
    BlockMeans compared = BlockMeans.atMost(3, parts.shape());
    float[] all = parts.pixels(0, 128);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Features features = Features.open(plain().features(), parts.shape(), "", manager);
      Reference reference = Reference.of(parts, compared, features, "x", manager, () -> {});
      reference.write(file("written"));
      float[] pixels = compared.of(all);
      Moments moments = Moments.of(pixels, new double[27]);
      assertThat(reference.pixels().mean()).containsExactly(moments.mean(), within(1e-9));
      FrechetDistance other = new FrechetDistance(Moments.of(shifted(pixels), new double[27]));
      assertThat(other.to(moments)).isCloseTo(27 * 0.25, within(1e-4));
      assertThat(reference.pixels().to(Moments.of(shifted(pixels), new double[27])))
          .isCloseTo(27 * 0.25, within(1e-4));
      assertThat(reference.somePixels().values()).isEqualTo(pixels);
      assertThat(reference.someFeatures().values())
          .containsExactly(features.of(all, manager), within(1e-5f));
    }
  }

  private static float[] shifted(float[] values) {
    float[] shifted = values.clone();
    for (int i = 0; i < shifted.length; i++) {
      shifted[i] += 0.5f;
    }
    return shifted;
  }

  @Test
  void sharingFirstStepsChangesNoBitOnTwoSlotsEither() throws Exception {
    List<ModelSchedule> all = List.of(steps(0, 1, 0, 1), steps(0, 1, 1, 1), steps(0, 1, 0, 0));
    List<Map<String, Double>> alone = new ArrayList<>();
    for (ModelSchedule schedule : all) {
      alone.add(measure(sharing(0), Stage.SEARCH, schedule));
    }
    List<CompletableFuture<Map<String, Double>>> shared = new ArrayList<>();
    for (int round = 0; round < 4; round++) {
      for (ModelSchedule schedule : all) {
        shared.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    return measure(sharing(1 << 22), Stage.SEARCH, schedule);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                }));
      }
    }
    for (int i = 0; i < shared.size(); i++) {
      assertThat(shared.get(i).get()).isEqualTo(alone.get(i % all.size()));
    }
    Studio studio = Studio.of(sharing(1 << 22), prepared(plain()), Device.cpu());
    assertThat(studio.shared().orElseThrow().held()).isPositive();
  }

  @Test
  void aBankThatIsThereServesAsThePromptsDo() throws Exception {
    TextSettings bank =
        new TextSettings(
            2, "", new TextEncoder("", "", 77, 768, 0, 1), prepared(plain()) + "/texts");
    SampleImages settings = told(bank, "text-small", "text-large");
    settings.check();
    assertThat(settings.preparations())
        .extracting(Preparation::name)
        .containsExactly("reference", "jumps");
    assertThat(measure(settings, Stage.CONFIRM, steps(1, 0)))
        .isEqualTo(measure(plain(), Stage.CONFIRM, steps(1, 0)))
        .containsKeys("recall", "sliced_wasserstein");
    assertThat(folder.resolve("trial/samples.png")).isNotEmptyFile();
  }

  @Test
  void whatDoesNotFitIsNamedBeforeAnythingRuns() throws Exception {
    assertRefused(
        told(new TextSettings(), "text-small"),
        "take texts of 3 tokens, 5 wide, but evaluate.texts gives no text.\nMaybe set");
    assertRefused(
        told(prompts(5), "small"),
        "take no text, but evaluate.texts gives texts of 3 tokens, 5 wide.\nMaybe leave");
    assertRefused(told(prompts(6), "text-small"), "evaluate.texts gives texts of 3 tokens, 6 wide");
    assertRefused(
        told(new TextSettings(2, "", ENCODER, file("nowhere")), "text-small"),
        "text.json does not exist");
    assertRefused(
        bySize("odd", 8),
        "makes images of 3 x 8 x 8, but those of " + file("odd") + " are of 3 x 3 x 3");
    Varied v = varied();
    assertRefused(
        new Varied("real", v.models(), v.texts(), "no.pt", 8, 0).settings(),
        "no.pt does not exist");
    Files.writeString(folder.resolve("gap.txt"), "one\n\ntwo\n");
    TextEncoder encoder = prompts(5).encoder();
    assertRefused(
        told(new TextSettings(2, file("gap.txt"), encoder, ""), "text-small"), "line 2 is empty");
    assertThatThrownBy(() -> new TextSettings(2, "a", encoder, "b"))
        .hasMessage("The prompts (a) and the bank (b) must not both be given.");
    assertThatThrownBy(() -> new TextSettings(2, "a", ENCODER, ""))
        .hasMessageContaining("must have a module and a tokenizer");
  }

  private static void assertRefused(SampleImages settings, String message) {
    assertThatThrownBy(settings::check)
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aModuleThatGivesOtherFeaturesThanBeforeIsRefused() throws Exception {
    Files.write(folder.resolve("mine.pt"), resource("features.pt"));
    pictures("mine", 8, 60);
    Varied v = varied();
    SampleImages settings = new Varied("mine", v.models(), v.texts(), "mine.pt", 8, 0).settings();
    prepare(settings);
    Files.write(folder.resolve("mine.pt"), resource("decoder.pt"));
    assertThatThrownBy(() -> settings.checkPrepared(prepared(settings)))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("mine.pt, has the checksum " + Zoo.sha256(resource("decoder.pt")))
        .hasMessageContaining("it was " + Zoo.sha256(resource("features.pt")));
  }
}
