package org.kendall.evaluate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.kendall.data.ImageSplits;
import org.kendall.data.SplitSettings;
import org.kendall.nn.Augmentation;
import org.kendall.nn.DivergedException;
import org.kendall.nn.NetworkDesign;
import org.kendall.nn.TrainedNetwork;
import org.kendall.nn.TrainedNetwork.Score;
import org.kendall.nn.Training;
import org.kendall.space.Setting;

/**
 * Trains a network from scratch on the training images and scores it on the validation images. A
 * trial of {@link Stage#CONFIRM} is trained in the same way, still without the validation images,
 * and is then scored on the test images too.
 *
 * <p>A trial's fidelity is the share of the epochs that it is trained for. Alone, its rates fall to
 * 0 within them; on a ladder, they fall as they do over all epochs, and it goes on from the trial
 * before.
 */
@Setting("Trains a network from scratch on images and scores it on others.")
public record TrainImages(
    @Setting(value = "A data set that comes with Kendall, or a path.", byDefault = "digits")
        String data,
    @Setting(value = "Passes over the training images.", byDefault = "12") int epochs,
    @Setting(value = "Images in one step.", byDefault = "64") int batchSize,
    @Setting(value = "Rate of the first step; it falls to 0 in a cosine.", byDefault = "0.1")
        double learningRate,
    @Setting(value = "Nesterov momentum.", byDefault = "0.9") double momentum,
    @Setting(value = "Share of each weight added to its gradient.", byDefault = "5.0e-4")
        double weightDecay,
    @Setting(value = "Share of each target given to all classes alike.", byDefault = "0")
        double labelSmoothing,
    @Setting(value = "How training images are varied.", byDefault = "none")
        Augmentation augmentation,
    @Setting(value = "Share of the images to choose candidates by.", byDefault = "0.2")
        double validationFraction,
    @Setting(
            value = "Share of the images for the last test, where the data sets none aside.",
            byDefault = "0.2")
        double testFraction,
    @Setting(value = "Decides which image goes where.", byDefault = "0") long splitSeed,
    @Setting(value = "Use at most so many images of all; 0 for all.", byDefault = "0")
        int maxImages,
    @Setting(
            value =
                "Epochs after which it is scored besides; such a trial leaves no checkpoints. Its"
                    + " figures are validation_accuracy_e3 and so on.",
            byDefault = "[]")
        List<Integer> recordEpochs,
    @Setting(value = "How long one trial may take.", unit = "seconds", byDefault = "600")
        double timeLimitSeconds)
    implements Evaluator<NetworkDesign>, ClassifiesImages {
  static final String VALIDATION_ACCURACY = "validation_accuracy";
  static final String VALIDATION_LOSS = "validation_loss";
  static final String TEST_ACCURACY = "test_accuracy";

  public TrainImages {
    new Training(
        epochs, batchSize, learningRate, momentum, weightDecay, labelSmoothing, augmentation);
    new SplitSettings(validationFraction, testFraction, splitSeed, maxImages);
    recordEpochs = List.copyOf(recordEpochs);
    for (int epoch : recordEpochs) {
      if (epoch < 1 || epoch >= epochs || Collections.frequency(recordEpochs, epoch) > 1) {
        throw new IllegalArgumentException(
            "The record epochs (%s) must differ, and be 1 to %d."
                .formatted(recordEpochs, epochs - 1));
      }
    }
    if (!(validationFraction > 0 && testFraction > 0)) {
      throw new IllegalArgumentException(
          "The validation fraction (%s) and the test fraction (%s) must be positive."
              .formatted(validationFraction, testFraction));
    }
    if (!(timeLimitSeconds > 0)) {
      throw new IllegalArgumentException(
          "The time limit (%s s) must be positive.".formatted(timeLimitSeconds));
    }
  }

  @Override
  public List<Metric> metrics() {
    List<Metric> metrics = new ArrayList<>(metrics(""));
    recordEpochs.forEach(epoch -> metrics.addAll(metrics("_e" + epoch)));
    return metrics;
  }

  private static List<Metric> metrics(String suffix) {
    return List.of(
        Metric.maximized(VALIDATION_ACCURACY + suffix, "%"),
        Metric.minimized(VALIDATION_LOSS + suffix, "nats"));
  }

  @Override
  public Map<String, Double> evaluate(NetworkDesign design, TrialContext context) {
    Runnable check = context.deadline()::check;
    check.run();
    Trial trial = context.trial();
    ImageSplits images = ImageSplits.load(data, splits());
    Map<String, Double> measured = new TreeMap<>();
    Training.Run run = context.run().endingAfter(shortened(trial.fidelity()));
    if (!recordEpochs.isEmpty()) {
      run =
          run.followedBy(
              (epoch, soFar) -> {
                if (recordEpochs.contains(epoch)) {
                  put(soFar.score(images.validation(), check), "_e" + epoch, measured);
                }
              });
    }
    try (TrainedNetwork trained =
        training(trial.rung().isOnLadder() ? epochs : shortened(trial.fidelity()))
            .train(design.network(images.train().shape()), images.train(), run)) {
      put(trained.score(images.validation(), check), "", measured);
      if (trial.stage() == Stage.CONFIRM) {
        measured.put(TEST_ACCURACY, trained.score(images.test(), check).accuracy());
      }
      return measured;
    } catch (DivergedException e) {
      throw new TrialFailedException(FailureKind.DIVERGED, e.getMessage());
    }
  }

  private static void put(Score score, String suffix, Map<String, Double> measured) {
    measured.put(VALIDATION_ACCURACY + suffix, score.accuracy());
    measured.put(VALIDATION_LOSS + suffix, score.loss());
  }

  @Override
  public boolean mayRunTwice() {
    return true;
  }

  @Override
  public void checkFidelity(double share) {
    if (!recordEpochs.isEmpty()) {
      throw new IllegalArgumentException(
          "The record epochs (%s) are of trainings in full.".formatted(recordEpochs));
    }
    if (share * epochs < 1 - 1e-9) {
      throw new IllegalArgumentException(
          "The epochs (%d) are too few: a share of %.3g is less than one.\nMaybe take %d or more."
              .formatted(epochs, share, Math.round(Math.ceil(1 / share - 1e-9))));
    }
  }

  @Override
  public Duration timeLimit() {
    return Duration.ofMillis(Math.round(1000 * timeLimitSeconds));
  }

  @Override
  public void check() {
    shape();
  }

  private SplitSettings splits() {
    return new SplitSettings(validationFraction, testFraction, splitSeed, maxImages);
  }

  /** The epochs that a share of all is. */
  private int shortened(double fidelity) {
    return (int) Math.max(1, Math.round(fidelity * epochs));
  }

  private Training training(int length) {
    return new Training(
        length, batchSize, learningRate, momentum, weightDecay, labelSmoothing, augmentation);
  }
}
