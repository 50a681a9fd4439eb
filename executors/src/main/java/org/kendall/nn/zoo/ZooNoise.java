package org.kendall.nn.zoo;

import java.io.Serializable;
import java.util.Locale;
import org.kendall.nn.diffusion.SteppedNoise;
import org.kendall.space.Setting;

/** The noise that the models of a zoo were trained with. */
@Setting("The noise that models are trained with.")
public record ZooNoise(
    @Setting(value = "How its rate grows: linear, scaled-linear or cosine.", byDefault = "linear")
        Kind kind,
    @Setting(value = "Steps from image to noise.", byDefault = "1000") int steps)
    implements Serializable {
  /** How the rate grows with the steps. */
  public enum Kind {
    LINEAR,
    SCALED_LINEAR,
    COSINE
  }

  private static final int MOST_STEPS = 1_000_000;

  public ZooNoise {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "The steps (%d) must be 1 to %,d.".formatted(steps, MOST_STEPS));
    }
  }

  /** A thousand steps of linear growth. */
  public ZooNoise() {
    this(Kind.LINEAR, 1000);
  }

  /** The schedule that it stands for. */
  public SteppedNoise schedule() {
    return switch (kind) {
      case LINEAR -> SteppedNoise.linear(steps);
      case SCALED_LINEAR -> SteppedNoise.scaledLinear(steps);
      case COSINE -> SteppedNoise.cosine(steps);
    };
  }

  /** Such as {@code scaled-linear, 1000 steps}. */
  @Override
  public String toString() {
    return "%s, %d steps".formatted(kind.name().toLowerCase(Locale.ROOT).replace('_', '-'), steps);
  }
}
