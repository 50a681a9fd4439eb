package org.kendall.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ai.djl.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.kendall.data.ImageShape;
import org.kendall.nn.Augmentation;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.NetworkDesign;
import org.kendall.space.Candidate;

class TrainImagesTest extends EvaluatorContract<NetworkDesign> {
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

  @Test
  void settingsAreChecked() {
    assertThatThrownBy(() -> trainImages(0, 0.05, Augmentation.NONE))
        .hasMessage("The epochs (0) and the batch size (64) must be positive.");
    assertThatThrownBy(() -> trainImages(1, -1, Augmentation.NONE))
        .hasMessage("The learning rate (-1.0) must be positive.");
  }

  private static TrainImages trainImages(int epochs, double rate, Augmentation augmentation) {
    return new TrainImages(
        "digits", epochs, 64, rate, 0.9, 5e-4, 0, augmentation, 0.2, 0.2, 0, 0, 60);
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
