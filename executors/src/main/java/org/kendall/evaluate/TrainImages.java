package org.kendall.evaluate;

import java.time.Duration;
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
 * <p>A trial's fidelity is the share of the epochs that it is trained for.
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
    return List.of(
        Metric.maximized(VALIDATION_ACCURACY, "%"), Metric.minimized(VALIDATION_LOSS, "nats"));
  }

  @Override
  public Map<String, Double> evaluate(NetworkDesign design, TrialContext context) {
    Runnable check = context.deadline()::check;
    check.run();
    Trial trial = context.trial();
    ImageSplits images = ImageSplits.load(data, splits());
    try (TrainedNetwork trained =
        training(trial.fidelity())
            .train(design.network(images.train().shape()), images.train(), context.run())) {
      Map<String, Double> measured = new TreeMap<>();
      Score validation = trained.score(images.validation(), check);
      measured.put(VALIDATION_ACCURACY, validation.accuracy());
      measured.put(VALIDATION_LOSS, validation.loss());
      if (trial.stage() == Stage.CONFIRM) {
        measured.put(TEST_ACCURACY, trained.score(images.test(), check).accuracy());
      }
      return measured;
    } catch (DivergedException e) {
      throw new TrialFailedException(FailureKind.DIVERGED, e.getMessage());
    }
  }

  @Override
  public boolean mayRunTwice() {
    return true;
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

  private Training training(double fidelity) {
    int share = (int) Math.max(1, Math.round(fidelity * epochs));
    return new Training(
        share, batchSize, learningRate, momentum, weightDecay, labelSmoothing, augmentation);
  }
}
