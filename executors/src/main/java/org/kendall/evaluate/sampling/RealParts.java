package org.kendall.evaluate.sampling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kendall.data.ImageParts;
import org.kendall.data.ImageShape;
import org.kendall.data.ImageSource;
import org.kendall.data.SharedValue;

/**
 * The images of a source, as {@link RealImages} has them but without labels, a part at a time:
 * memory need not hold thousands of large ones.
 *
 * @param size the height and width wanted, as in {@link RealImages#load}
 */
record RealParts(ImageParts stored, int size) {
  private static final Map<Key, SharedValue<RealParts>> FOUND = new ConcurrentHashMap<>();

  private record Key(String source, int size) {}

  /**
   * Finds them, once per process.
   *
   * @throws org.kendall.data.BadDataException if the data is missing, or smaller than that
   */
  static RealParts of(String source, int size) {
    return FOUND
        .computeIfAbsent(new Key(source, size), key -> new SharedValue<>())
        .orLoad(() -> new RealParts(ImageSource.open(source).parts(), size));
  }

  /** Of an image as it is compared. */
  ImageShape shape() {
    return RealImages.shape(stored.shape(), size);
  }

  int count() {
    return stored.count();
  }

  /** Some of them as numbers in [-1, 1]: (to - from, numbers of an image), row by row. */
  float[] pixels(int from, int to) {
    return RealImages.of(stored.part(from, to), size).pixels();
  }
}
