package org.kendall.data;

import java.util.Arrays;

/** Labelled images of one shape, held as bytes in channel-height-width order. Immutable. */
public final class ImageSet {
  private final ImageShape shape;
  private final byte[] pixels; // (images, channels, height, width)
  private final byte[] labels; // (images)

  /** Takes the arrays over without copying them: the caller must not change them afterwards. */
  public ImageSet(ImageShape shape, byte[] pixels, byte[] labels) {
    if (pixels.length != (long) labels.length * shape.pixels()) {
      throw new IllegalArgumentException(
          "The %d labels and %d pixel values do not fit images of %d values."
              .formatted(labels.length, pixels.length, shape.pixels()));
    }
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
  }

  public ImageShape shape() {
    return shape;
  }

  /** How many images. */
  public int size() {
    return labels.length;
  }

  /** The class of an image, 0 .. classes - 1. */
  public int label(int image) {
    return labels[image] & 0xff;
  }

  /** One value of an image, 0 .. 255; {@code position} counts in channel-height-width order. */
  public int pixel(int image, int position) {
    return pixels[image * shape.pixels() + position] & 0xff;
  }

  /** The images at the given places, in that order. */
  public ImageSet subset(int[] images) {
    int length = shape.pixels();
    byte[] chosen = new byte[images.length * length];
    byte[] chosenLabels = new byte[images.length];
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(pixels, images[i] * length, chosen, i * length, length);
      chosenLabels[i] = labels[images[i]];
    }
    return new ImageSet(shape, chosen, chosenLabels);
  }

  /** The images from one place to before another. */
  ImageSet part(int from, int to) {
    int length = shape.pixels();
    return new ImageSet(
        shape,
        Arrays.copyOfRange(pixels, from * length, to * length),
        Arrays.copyOfRange(labels, from, to));
  }

  /** How many images each class has. */
  public int[] countsByClass() {
    int[] counts = new int[shape.classes()];
    for (int i = 0; i < size(); i++) {
      counts[label(i)]++;
    }
    return counts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageSet that
        && shape.equals(that.shape)
        && Arrays.equals(pixels, that.pixels)
        && Arrays.equals(labels, that.labels);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(pixels) + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return "ImageSet[%d images, %s]".formatted(size(), shape);
  }
}
