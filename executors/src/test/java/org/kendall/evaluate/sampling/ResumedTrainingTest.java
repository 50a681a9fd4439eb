package org.kendall.evaluate.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.ImageSplits;
import org.kendall.data.SplitSettings;
import org.kendall.evaluate.Rung;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialCheckpoints;
import org.kendall.nn.Augmentation;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.Checkpoints;
import org.kendall.nn.TrainedNetwork;
import org.kendall.nn.Training;
import org.kendall.nn.diffusion.DenoiserTraining;
import org.kendall.nn.diffusion.ResidualMlp;
import org.kendall.nn.diffusion.SteppedNoise;
import org.kendall.space.Candidate;

/** Trainings that are ended twice on their way, against the same without a break: bit for bit. */
class ResumedTrainingTest {
  @TempDir Path folder;

  @Test
  void networkWithNormalizationMomentumAndVariedImages() {
    ImageSplits images = ImageSplits.load("digits", new SplitSettings(0.2, 0.2, 0, 600));
    Training training = new Training(5, 64, 0.1, 0.9, 5e-4, 0.1, Augmentation.CROP_FLIP);
    List<Operation> operations =
        List.of(
            Operation.CONV_3X3,
            Operation.SKIP_CONNECT,
            Operation.CONV_1X1,
            Operation.CONV_1X1,
            Operation.CONV_3X3,
            Operation.SKIP_CONNECT);
    assertSame(
        run -> {
          try (TrainedNetwork trained =
              training.train(
                  new CellNetwork(operations, 8, 1).network(images.train().shape()),
                  images.train(),
                  run)) {
            TrainedNetwork.Score score = trained.score(images.validation(), () -> {});
            return List.of(score.accuracy(), score.loss());
          }
        },
        25);
  }

  @Test
  void denoiser() {
    DenoiserTraining training = new DenoiserTraining(30, 16, 3e-3, 1e-4, 0.99);
    assertSame(
        run -> {
          DenoiserTraining.Trained trained =
              training.train(
                  new ResidualMlp(2, 16, 1),
                  SteppedNoise.linear(100),
                  new float[] {-0.6f, 0.8f, 0.1f, 0.3f},
                  run);
          return List.of(trained.weights(), trained.loss());
        },
        30);
  }

  @Test
  void classifierOfFeatures() {
    RealImages images = RealImages.load("digits", 8);
    assertSame(
        run -> {
          FeatureNetwork network = new FeatureNetwork(64, 16, 8, 10);
          FeatureNetwork.Trained trained = network.train(images, 30, run);
          return List.of(trained.weights(), trained.accuracy());
        },
        30);
  }

  @Test
  void ladderOfTrainingsIsOneTrainingAndNoEpochIsTrainedTwice() {
    ImageSplits images = ImageSplits.load("digits", new SplitSettings(0.2, 0.2, 0, 600));
    Training training = new Training(9, 64, 0.1, 0.9, 5e-4, 0, Augmentation.CROP_FLIP);
    CellNetwork cell = new CellNetwork(Collections.nCopies(6, Operation.CONV_1X1), 4, 1);
    Function<Training.Run, TrainedNetwork.Score> scored =
        run -> {
          try (TrainedNetwork trained =
              training.train(cell.network(images.train().shape()), images.train(), run)) {
            return trained.score(images.validation(), () -> {});
          }
        };
    AtomicInteger steps = new AtomicInteger();
    TrainedNetwork.Score whole =
        scored.apply(new Training.Run(3, Device.cpu(), steps::incrementAndGet));
    int perEpoch = steps.get() / 9;

    Trial trial = new Trial(5, Stage.SEARCH, Candidate.of(0), 3, 1 / 9.0, new Rung(5, 0));
    int before = 0;
    for (int epochs : new int[] {1, 3, 9}) {
      steps.set(0);
      Checkpoints own = TrialCheckpoints.of(folder.toString(), trial, Duration.ofHours(1));
      TrainedNetwork.Score score =
          scored.apply(
              new Training.Run(3, Device.cpu(), steps::incrementAndGet, own).endingAfter(epochs));
      assertThat(steps).hasValue(perEpoch * (epochs - before));
      assertThat(score.equals(whole)).isEqualTo(epochs == 9);
      before = epochs;
      if (epochs < 9) {
        trial =
            new Trial(
                trial.number() + 3,
                Stage.SEARCH,
                Candidate.of(0),
                3,
                epochs / 3.0,
                Rung.after(trial));
      }
    }
  }

  /**
   * Ends a training in its steps 8 and 20.
   *
   * @param steps of the whole training
   */
  private void assertSame(Function<Training.Run, List<?>> training, int steps) {
    AtomicInteger taken = new AtomicInteger();
    List<?> whole = training.apply(new Training.Run(3, Device.cpu(), taken::incrementAndGet));
    assertThat(taken).hasValue(steps);
    taken.set(0);
    for (int end : new int[] {8, 20}) {
      Runnable broken =
          () -> {
            if (taken.incrementAndGet() > end) {
              throw new CancellationException("enough");
            }
          };
      assertThatThrownBy(() -> training.apply(run(broken))).hasMessage("enough");
    }
    assertThat(training.apply(run(taken::incrementAndGet)))
        .usingRecursiveComparison()
        .isEqualTo(whole);
    // Two steps and what was not kept of an epoch of five are taken once more.
    assertThat(taken.get()).isBetween(steps + 2, steps + 12);
  }

  private Training.Run run(Runnable beforeEachStep) {
    Trial trial = new Trial(1, Stage.SEARCH, Candidate.of(0), 3, 1);
    return new Training.Run(
        3,
        Device.cpu(),
        beforeEachStep,
        TrialCheckpoints.of(folder.toString(), trial, Duration.ZERO));
  }
}
