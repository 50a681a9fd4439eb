package org.kendall.data;

/**
 * The shape of one image and the number of classes it may belong to.
 *
 * @param channels 1 for grey, 3 for colour
 * @param height in pixels
 * @param width in pixels
 * @param classes how many labels there are, 0 .. classes - 1
 */
public record ImageShape(int channels, int height, int width, int classes) {
  public ImageShape {
    if (channels < 1 || height < 1 || width < 1 || classes < 1) {
      throw new IllegalArgumentException(
          "The image shape (%d x %d x %d, %d classes) must be positive."
              .formatted(channels, height, width, classes));
    }
  }

  /** Values in one image: channels x height x width. */
  public int pixels() {
    return channels * height * width;
  }

  /** The size in words for people: channels x height x width. */
  public String size() {
    return "%d x %d x %d".formatted(channels, height, width);
  }
}
