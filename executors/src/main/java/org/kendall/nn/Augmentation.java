package org.kendall.nn;

import java.util.random.RandomGenerator;
import org.kendall.data.ImageShape;

/** How training images are varied. */
public enum Augmentation {
  /** Not at all. */
  NONE,
  /** Mirrored left to right, every second time. */
  FLIP,
  /** Moved by up to an eighth of the image in both directions, black at the rim, and mirrored. */
  CROP_FLIP;

  /** Where an image is shown: moved right and down by pixels, and mirrored or not. */
  record Placement(int right, int down, boolean mirrored) {
    static final Placement ORIGINAL = new Placement(0, 0, false);
  }

  Placement draw(ImageShape shape, RandomGenerator random) {
    return switch (this) {
      case NONE -> Placement.ORIGINAL;
      case FLIP -> new Placement(0, 0, random.nextBoolean());
      case CROP_FLIP ->
          new Placement(
              shift(shape.width(), random), shift(shape.height(), random), random.nextBoolean());
    };
  }

  private static int shift(int length, RandomGenerator random) {
    int most = (length + 7) / 8;
    return random.nextInt(-most, most + 1);
  }
}
