package org.kendall.evaluate.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;
import org.kendall.evaluate.Deadline;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.EvaluatorContract;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Rung;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialCheckpoints;
import org.kendall.evaluate.TrialContext;
import org.kendall.nn.diffusion.DenoiserTraining;
import org.kendall.nn.zoo.Zoo;
import org.kendall.nn.zoo.ZooModel;
import org.kendall.nn.zoo.ZooNoise;
import org.kendall.space.Candidate;
import org.kendall.space.ModelSchedule;
import org.kendall.space.ModelSchedule.Slot;
import org.kendall.space.ModelSchedule.Slots;

/** On a zoo that is trained a little, on the digits that come with Kendall. */
class SampleImagesTest extends EvaluatorContract<ModelSchedule> {
  @TempDir static Path prepared;

  private static SampleImages settings(String path) {
    return new SampleImages(
        "digits",
        0,
        new ZooSettings(
            List.of(new ZooEntry("small", 64, 1), new ZooEntry("large", 96, 1)),
            path,
            new ZooNoise(),
            new DenoiserTraining(150, 64, 2e-3, 2e-4, 0.9)),
        new TextSettings(),
        new FeatureSettings(16, 32, 60),
        300,
        100,
        1,
        0.5,
        16,
        4,
        1 << 24,
        6,
        256,
        60);
  }

  @BeforeAll
  static void prepare() throws Exception {
    long number = 1;
    for (Preparation preparation : settings("").preparations()) {
      Trial trial = new Trial(number, Stage.SEARCH, Candidate.of(0), number++, 1);
      Map<String, Double> figures = preparation.prepare(context(trial, prepared));
      assertThat(figures.values()).isNotEmpty().allMatch(Double::isFinite);
    }
  }

  private static TrialContext context(Trial trial, Path workspace) {
    Deadline deadline = Deadline.in(Duration.ofMinutes(1));
    return new TrialContext(trial, Device.cpu(), deadline, workspace, prepared.toString());
  }

  @Override
  protected Evaluator<ModelSchedule> evaluator() {
    return settings("");
  }

  @Override
  protected ModelSchedule design() {
    return steps(0, 1, 1, 1);
  }

  @Override
  protected TrialContext context(long seed, Duration time) {
    TrialContext plain = super.context(seed, time);
    return new TrialContext(
        plain.trial(), plain.device(), plain.deadline(), plain.workspace(), prepared.toString());
  }

  /** The models asked from noise to image, evenly in time. */
  private static ModelSchedule steps(int... models) {
    Slot[] slots = new Slot[models.length];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = Slot.plain(models.length - 1 - i, models[i]);
    }
    return new Slots(models.length, List.of(slots));
  }

  private Map<String, Double> measure(
      ModelSchedule schedule, Stage stage, long seed, double fidelity) throws Exception {
    Trial trial = new Trial(9, stage, Candidate.of(0), seed, fidelity);
    return settings("").evaluate(schedule, context(trial, workspace));
  }

  @Test
  void moreStepsGiveBetterImages() throws Exception {
    double one = measure(steps(1), Stage.SEARCH, 1, 1).get(SampleImages.QUALITY);
    double ten = measure(steps(1, 1, 1, 1, 1, 1, 1, 1, 1, 1), Stage.SEARCH, 1, 1).get("quality");
    assertThat(ten).isLessThan(one);
  }

  @Test
  void allSchedulesStartFromTheSameNoiseButToBeConfirmed() throws Exception {
    assertThat(measure(design(), Stage.SEARCH, 1, 1))
        .isEqualTo(measure(design(), Stage.SEARCH, 2, 1));
    assertThat(measure(design(), Stage.CONFIRM, 1, 1))
        .isNotEqualTo(measure(design(), Stage.CONFIRM, 2, 1));
  }

  @Test
  void lessFidelityIsFewerImagesOfWhichTheBiasIsLarger() throws Exception {
    double few = measure(design(), Stage.SEARCH, 1, 0.2).get("feature_bias");
    double all = measure(design(), Stage.SEARCH, 1, 1).get("feature_bias");
    assertThat(few / all).isBetween(4.0, 6.0); // of 60 images and of 300
  }

  @Test
  void ladderSamplesEachImageOnce(@TempDir Path checkpoints) throws Exception {
    Trial third = new Trial(7, Stage.SEARCH, Candidate.of(0), 1, 1 / 3.0, new Rung(7, 0));
    Trial full = new Trial(9, Stage.SEARCH, Candidate.of(0), 1, 1, Rung.after(third));
    Path left = checkpoints.resolve("7");
    onLadder(third, checkpoints);
    assertThat(left.toFile().list()).containsExactly("000000100.checkpoint");
    assertThat(onLadder(full, checkpoints)).isEqualTo(measure(design(), Stage.SEARCH, 1, 1));
    assertThat(left.toFile().list()).contains("000000300.checkpoint");
  }

  private Map<String, Double> onLadder(Trial trial, Path checkpoints) throws Exception {
    TrialContext plain = context(trial, workspace);
    return settings("")
        .evaluate(
            design(),
            new TrialContext(
                trial,
                plain.device(),
                plain.deadline(),
                plain.workspace(),
                plain.prepared(),
                TrialCheckpoints.of(checkpoints.toString(), trial, Duration.ofHours(1))));
  }

  @Test
  void theObjectiveIsTheGeometricMeanOfTwoDistances() throws Exception {
    Map<String, Double> figures = measure(design(), Stage.SEARCH, 1, 1);
    double product =
        figures.get(SampleImages.FEATURE_DISTANCE) * figures.get(SampleImages.PIXEL_DISTANCE);
    assertThat(figures.get(SampleImages.QUALITY)).isCloseTo(Math.sqrt(product), within(1e-12));
  }

  @Test
  void trialsInFullMeasureWhatNoSearchSeesAndLeaveAPicture() throws Exception {
    assertThat(measure(design(), Stage.SEARCH, 1, 1)).doesNotContainKey("kernel_distance");
    assertThat(measure(design(), Stage.RERANK, 1, 1))
        .containsKeys("kernel_distance", "sliced_wasserstein", "precision", "recall");
    assertThat(Files.size(workspace.resolve(SampleImages.SHEET))).isPositive();
  }

  @Test
  void aModelThatTakesFewerStepsGoesFartherAstray() {
    JumpErrors errors = JumpErrors.read(prepared.toString());
    assertThat(errors.points()).isEqualTo(6);
    double[] ofLarge = errors.errors()[1][0];
    assertThat(ofLarge[1]).isLessThan(1e-9); // its own next step
    assertThat(ofLarge[3]).isLessThan(ofLarge[6]);
    assertThat(errors.errors()[0][0][1]).isPositive();
    assertThat(errors.starts()).hasSize(7).startsWith(0);
    assertThat(errors.starts()[1]).isBetween(1e-9, errors.starts()[3]);
  }

  @Test
  void whatWasPreparedServesAsAZooByItsPath() throws Exception {
    SampleImages stored = settings(prepared.resolve("zoo").toString());
    stored.check();
    assertThat(stored.macs()).isEqualTo(settings("").macs());
    assertThat(stored.preparations())
        .extracting(Preparation::name)
        .containsExactly("features", "reference", "jumps");
  }

  @Test
  void millisecondsAreMeasuredOnlyWhereTheyAreLimitedAndAfterAllElse() throws Exception {
    SampleImages settings = settings("");
    assertThat(settings.preparations("macs")).isEmpty();
    assertThat(settings.milliseconds("").isKnown()).isFalse();
    List<Preparation> more = settings.preparations("milliseconds");
    assertThat(more).extracting(Preparation::name).containsExactly("latency");
    assertThat(more.get(0).after())
        .isEqualTo(settings.preparations().stream().map(Preparation::name).toList());
    Map<String, Double> figures = more.get(0).prepare(context(1, Duration.ofMinutes(1)));
    assertThat(figures).containsKeys("small_ms", "large_ms", "solver_ms", "change_ms");
    Latency latency = Latency.read(prepared.toString());
    assertThat(latency.device()).isEqualTo("cpu");
    assertThat(latency.images()).isEqualTo(100);
    assertThat(settings.milliseconds(prepared.toString()).cost(design()))
        .isGreaterThan(3 * figures.get("large_ms") / 100);
  }

  @Test
  void millisecondsThatModelsBringAreTakenIfTheyAreOfThisDeviceAndBatch() throws Exception {
    assertThat(ofLarge(Map.of("cpu", Map.of(100, 5000.0), "gpu", Map.of(100, 1.0))))
        .isEqualTo(new Timing(5000, 5000, 5000));
    assertThat(ofLarge(Map.of("cpu", Map.of(50, 5000.0), "gpu", Map.of(100, 5000.0))).median())
        .isLessThan(1000);
  }

  private Timing ofLarge(Map<String, Map<Integer, Double>> tables) throws Exception {
    String path = workspace.resolve("zoo").toString();
    for (ZooModel model : settings("").readZoo(prepared.toString()).models()) {
      byte[] weights = Files.readAllBytes(prepared.resolve("zoo").resolve(model.weightsFile()));
      ZooModel timed =
          new ZooModel(
              model.name(),
              model.network(),
              model.noise(),
              model.prediction(),
              model.parameters(),
              model.macs(),
              model.sha256(),
              tables);
      Zoo.write(path, timed, weights);
    }
    settings(path).preparations("milliseconds").get(0).prepare(context(1, Duration.ofMinutes(1)));
    return Latency.read(prepared.toString()).models().get("large");
  }

  @Test
  void weightsThatWereChangedAreFoundBeforeAnythingRuns() throws Exception {
    Path zoo = Files.createDirectories(workspace.resolve("zoo"));
    for (String name : List.of("small.json", "small.bin", "large.json", "large.bin")) {
      Files.copy(prepared.resolve("zoo").resolve(name), zoo.resolve(name));
    }
    byte[] weights = Files.readAllBytes(zoo.resolve("large.bin"));
    weights[0]++;
    Files.write(zoo.resolve("large.bin"), weights);
    assertThatThrownBy(() -> settings(zoo.toString()).check())
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("large.bin have the checksum");
  }
}
