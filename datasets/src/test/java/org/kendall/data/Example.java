package org.kendall.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;

/** Images made up for tests. */
final class Example {
  private Example() {}

  /** Noise, labelled 0, 1, ... in turn. */
  static ImageSet noise(ImageShape shape, int size, long seed) {
    byte[] pixels = new byte[size * shape.pixels()];
    new Random(seed).nextBytes(pixels);
    byte[] labels = new byte[size];
    for (int i = 0; i < size; i++) {
      labels[i] = (byte) (i % shape.classes());
    }
    return new ImageSet(shape, pixels, labels);
  }

  /** Noise to learn from and other noise for tests; classes are named by their numbers. */
  static Images divided(ImageShape shape, int train, int test) {
    return new Images(
        noise(shape, train, 1), Optional.of(noise(shape, test, 2)), numbers(shape.classes()));
  }

  static List<String> numbers(int count) {
    return new ArrayList<>(IntStream.range(0, count).mapToObj(Integer::toString).toList());
  }

  /** The values of one image. */
  static byte[] pixels(ImageSet images, int image) {
    byte[] pixels = new byte[images.shape().pixels()];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) images.pixel(image, i);
    }
    return pixels;
  }
}
