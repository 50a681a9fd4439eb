package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.ImageShape;
import org.kendall.nn.Augmentation;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.Layers;
import org.kendall.nn.Network;
import org.kendall.nn.NetworkDesign;
import org.kendall.space.Candidate;

class TrainImagesTest extends EvaluatorContract<NetworkDesign> {
  private static final Path STATUS = Path.of("/proc/self/status");

  @Override
  protected Evaluator<NetworkDesign> evaluator() {
    return trainImages(2, 0.05, Augmentation.NONE);
  }

  @Override
  protected NetworkDesign design() {
    return all(Operation.CONV_1X1);
  }

  @Test
  void shapeIsThatOfTheData() {
    assertThat(trainImages(1, 0.05, Augmentation.NONE).shape())
        .isEqualTo(new ImageShape(1, 8, 8, 10));
  }

  @Test
  void digitsAreLearned() {
    Map<String, Double> measured =
        trainImages(12, 0.1, Augmentation.NONE)
            .evaluate(all(Operation.CONV_3X3), trial(Stage.SEARCH, 1, 1.0));
    assertThat(measured.get("validation_accuracy")).isGreaterThan(95);
    assertThat(measured.get("validation_loss")).isLessThan(0.25);
  }

  @Test
  void onlyConfirmedTrialsAreTested() {
    TrainImages evaluator = trainImages(1, 0.05, Augmentation.CROP_FLIP);
    assertThat(evaluator.evaluate(design(), trial(Stage.SEARCH, 1, 1.0)))
        .doesNotContainKey("test_accuracy");
    assertThat(evaluator.evaluate(design(), trial(Stage.CONFIRM, 1, 1.0)))
        .containsKey("test_accuracy");
  }

  @Test
  void fidelityIsTheShareOfTheEpochs() {
    Map<String, Double> share =
        trainImages(4, 0.05, Augmentation.NONE).evaluate(design(), trial(Stage.SEARCH, 1, 0.25));
    assertThat(share)
        .isEqualTo(
            trainImages(1, 0.05, Augmentation.NONE)
                .evaluate(design(), trial(Stage.SEARCH, 1, 1.0)));
  }

  @Test
  void trialOnALadderHasTheRatesOfAFullOne(@TempDir Path checkpoints) {
    TrainImages evaluator = trainImages(4, 0.05, Augmentation.NONE);
    Trial half = new Trial(7, Stage.SEARCH, Candidate.of(0), 1, 0.5, new Rung(7, 0));
    Trial full = new Trial(9, Stage.SEARCH, Candidate.of(0), 1, 1, Rung.after(half));
    Map<String, Double> inLittle = evaluator.evaluate(design(), trial(Stage.SEARCH, 1, 0.5));
    assertThat(evaluator.evaluate(design(), onLadder(half, checkpoints))).isNotEqualTo(inLittle);
    assertThat(checkpoints.resolve("7")).isDirectoryContaining("glob:**000000002.checkpoint");
    assertThat(evaluator.evaluate(design(), onLadder(full, checkpoints)))
        .isEqualTo(evaluator.evaluate(design(), trial(Stage.SEARCH, 1, 1)));
  }

  private static TrialContext onLadder(Trial trial, Path checkpoints) {
    return new TrialContext(
        trial,
        Device.cpu(),
        Deadline.in(Duration.ofMinutes(1)),
        Path.of("unused"),
        "",
        TrialCheckpoints.of(checkpoints.toString(), trial, Duration.ofHours(1)));
  }

  @Test
  void shareOfLessThanAnEpochIsRefused() {
    TrainImages evaluator = trainImages(4, 0.05, Augmentation.NONE);
    evaluator.checkFidelity(0.25);
    assertThatThrownBy(() -> evaluator.checkFidelity(1 / 9.0))
        .hasMessage(
            "The epochs (4) are too few: a share of 0.111 is less than one.\nMaybe take 9 or more.");
  }

  @Test
  void concurrentTrainingEqualsSequentialTrainingBitForBit() throws Exception {
    TrainImages evaluator = trainImages(1, 0.05, Augmentation.FLIP);
    List<NetworkDesign> designs =
        List.of(
            all(Operation.CONV_3X3),
            all(Operation.CONV_1X1),
            all(Operation.AVG_POOL_3X3),
            all(Operation.SKIP_CONNECT));
    List<Map<String, Double>> sequential = new ArrayList<>();
    for (int i = 0; i < designs.size(); i++) {
      sequential.add(evaluator.evaluate(designs.get(i), trial(Stage.SEARCH, i, 1.0)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Map<String, Double>>> concurrent = new ArrayList<>();
      for (int i = 0; i < designs.size(); i++) {
        NetworkDesign design = designs.get(i);
        TrialContext context = trial(Stage.SEARCH, i, 1.0);
        concurrent.add(threads.submit(() -> evaluator.evaluate(design, context)));
      }
      for (int i = 0; i < designs.size(); i++) {
        assertThat(concurrent.get(i).get()).isEqualTo(sequential.get(i));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void absurdLearningRateDiverges() {
    assertThatThrownBy(
            () ->
                trainImages(3, 1e30, Augmentation.NONE)
                    .evaluate(all(Operation.CONV_3X3), trial(Stage.SEARCH, 1, 1.0)))
        .asInstanceOf(type(TrialFailedException.class))
        .extracting(TrialFailedException::kind)
        .isEqualTo(FailureKind.DIVERGED);
  }

  @Test
  void cellWithoutAnyPathIsTrainedAllTheSame() {
    assertThat(
            trainImages(1, 0.05, Augmentation.NONE)
                .evaluate(all(Operation.NONE), trial(Stage.SEARCH, 1, 1.0)))
        .containsKey("validation_accuracy");
  }

  /** Keeping one array of activations (128 KiB) in each of the 3,200 steps would be 400 MiB. */
  @Test
  @Tag("slow")
  void residentMemoryStaysFlatOverTwoHundredTrials() throws IOException {
    assumeTrue(Files.exists(STATUS), "skipped: there is no " + STATUS);
    TrainImages evaluator = trainImages(1, 0.05, Augmentation.NONE);
    long before = 0;
    for (int i = 0; i < 230; i++) {
      if (i == 30) {
        before = residentKib();
      }
      evaluator.evaluate(all(Operation.CONV_3X3), trial(Stage.SEARCH, i, 1.0));
    }
    assertThat(residentKib() - before).isLessThan(48 * 1024);
  }

  private static long residentKib() throws IOException {
    System.gc();
    return Files.readAllLines(STATUS).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  /** A design of a user's own, as short as it can be. */
  private record SmallConvnet(int width) implements NetworkDesign {
    @Override
    public Network network(ImageShape input) {
      return Network.of(
          input,
          Layers.convolution(input.channels(), width, 3),
          Layers.batchNorm(width),
          Layers.relu(),
          Layers.halvingConvolution(width, 2 * width, 3),
          Layers.batchNorm(2 * width),
          Layers.relu(),
          Layers.globalMean(),
          Layers.linear(2 * width, input.classes()));
    }
  }

  @Test
  void designOfOnesOwnIsTrained() {
    TrainImages evaluator = trainImages(6, 0.1, Augmentation.NONE);
    Map<String, Double> measured =
        evaluator.evaluate(new SmallConvnet(8), trial(Stage.SEARCH, 1, 1.0));
    assertThat(measured.get("validation_accuracy")).isGreaterThan(50); // by chance: 10
    assertThat(new Macs(evaluator.shape()).cost(new SmallConvnet(8)))
        .isEqualTo(64 * 9 * 8 + 16 * 9 * 8 * 16 + 16 * 10);
    assertThat(new Parameters(evaluator.shape()).cost(new SmallConvnet(8)))
        .isEqualTo(9 * 8 + 9 * 8 * 16 + 2 * (8 + 16) + 16 * 10 + 10);
  }

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> trainImages(0, 0.05, Augmentation.NONE))
        .hasMessage("The epochs (0) and the batch size (64) must be positive.");
    assertThatThrownBy(() -> trainImages(1, -1, Augmentation.NONE))
        .hasMessage("The learning rate (-1.0) must be positive.");
  }

  private static TrainImages trainImages(int epochs, double rate, Augmentation augmentation) {
    return new TrainImages(
        "digits", epochs, 64, rate, 0.9, 5e-4, 0, augmentation, 0.2, 0.2, 0, 0, List.of(), 60);
  }

  private static CellNetwork all(Operation operation) {
    return new CellNetwork(Collections.nCopies(6, operation), 8, 1);
  }

  private static TrialContext trial(Stage stage, long seed, double fidelity) {
    return new TrialContext(
        new Trial(1, stage, Candidate.of(0), seed, fidelity),
        Device.cpu(),
        Deadline.in(Duration.ofMinutes(1)),
        Path.of("unused"));
  }
}
