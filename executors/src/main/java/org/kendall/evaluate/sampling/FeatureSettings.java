package org.kendall.evaluate.sampling;

import java.io.Serializable;
import org.kendall.nn.zoo.Zoo;
import org.kendall.space.Setting;

/** The features by which sampled images are compared with real ones. */
@Setting(
    "The features by which images are compared: a small classifier's that is trained for it, or a"
        + " TorchScript module's.")
public record FeatureSettings(
    @Setting(value = "Features of an image.", byDefault = "32") int width,
    @Setting(value = "Numbers of the classifier's layer before them.", byDefault = "128")
        int hidden,
    @Setting(value = "Steps of the classifier's training, of 256 images.", byDefault = "1200")
        int steps,
    @Setting(
            value =
                "A TorchScript module, such as Inception, that takes images as numbers in [-1, 1]"
                    + " and gives their features; empty: the classifier is trained.",
            byDefault = "")
        String module,
    @Setting(value = "Images that the module is given at once.", byDefault = "32") int batchSize)
    implements Serializable {
  public FeatureSettings {
    if (width < 1 || hidden < 1 || steps < 1 || batchSize < 1) {
      throw new IllegalArgumentException(
          "The width (%d), hidden (%d), steps (%d) and batch size (%d) must be positive."
              .formatted(width, hidden, steps, batchSize));
    }
  }

  /** The features of a classifier that is to be trained. */
  FeatureSettings(int width, int hidden, int steps) {
    this(width, hidden, steps, "", 32);
  }

  /** Whether a module gives them, for which nothing is trained. */
  boolean isModule() {
    return !module.isEmpty();
  }

  /** The file of what gives them. */
  String file(String prepared) {
    return isModule() ? module : PreparedFiles.features(prepared);
  }

  /** The checksum of what gives them: distances can be compared only if it is the same. */
  String checksum(String prepared) {
    return Zoo.sha256OfFile(file(prepared));
  }
}
