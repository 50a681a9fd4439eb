package org.kendall.evaluate.sampling;

import java.io.Serializable;
import org.kendall.space.Setting;

/** The features by which sampled images are compared with real ones. */
@Setting("The features by which images are compared: a small classifier that is trained for it.")
public record FeatureSettings(
    @Setting(value = "Features of an image.", byDefault = "32") int width,
    @Setting(value = "Numbers of the layer before them.", byDefault = "128") int hidden,
    @Setting(value = "Steps of the classifier's training, of 256 images.", byDefault = "1200")
        int steps)
    implements Serializable {
  public FeatureSettings {
    if (width < 1 || hidden < 1 || steps < 1) {
      throw new IllegalArgumentException(
          "The width (%d), hidden (%d) and steps (%d) must be positive."
              .formatted(width, hidden, steps));
    }
  }
}
