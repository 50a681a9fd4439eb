package org.kendall.evaluate.sampling;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kendall.data.BadDataException;
import org.kendall.data.ImageSet;
import org.kendall.data.ImageShape;
import org.kendall.data.ImageSource;
import org.kendall.data.SharedValue;

/**
 * The training images of a source as rows of numbers in [-1, 1]: what a zoo is trained on, and what
 * samples are compared with.
 *
 * @param shape of an image, and its classes
 * @param pixels (images, numbers of an image), row by row
 * @param labels (images)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RealImages(ImageShape shape, float[] pixels, int[] labels) {
  private static final Map<Key, SharedValue<RealImages>> LOADED = new ConcurrentHashMap<>();

  private record Key(String source, int size) {}

  /**
   * Loads them, once per process.
   *
   * @param source a name or path, as in {@link ImageSource#open}
   * @param size the height and width wanted: images are padded with their darkest to a square that
   *     is a multiple of it, and blocks averaged; 0 leaves them as they are
   * @throws BadDataException if the data is missing or damaged, or smaller than that
   */
  public static RealImages load(String source, int size) {
    return LOADED
        .computeIfAbsent(new Key(source, size), key -> new SharedValue<>())
        .orLoad(() -> of(ImageSource.open(source).load().train(), size));
  }

  /**
   * The shape of images that are averaged down.
   *
   * @throws BadDataException if they are smaller than that
   */
  static ImageShape shape(ImageShape from, int size) {
    if (size > Math.max(from.height(), from.width())) {
      throw new BadDataException(
          "The images (%s) cannot be made as large as %d x %d.\nMaybe lower evaluate.size."
              .formatted(from.size(), size, size));
    }
    return size == 0 ? from : new ImageShape(from.channels(), size, size, from.classes());
  }

  static RealImages of(ImageSet images, int size) {
    ImageShape from = images.shape();
    ImageShape to = shape(from, size);
    int side = Math.max(from.height(), from.width());
    int block = size == 0 ? 1 : (side + size - 1) / size;
    float[] pixels = new float[images.size() * to.pixels()];
    int[] labels = new int[images.size()];
    for (int image = 0; image < labels.length; image++) {
      labels[image] = images.label(image);
      shrink(images, image, block, to, pixels);
    }
    return new RealImages(to, pixels, labels);
  }

  private static void shrink(ImageSet images, int image, int block, ImageShape to, float[] pixels) {
    ImageShape from = images.shape();
    int top = (to.height() * block - from.height()) / 2;
    int left = (to.width() * block - from.width()) / 2;
    int at = image * to.pixels();
    for (int channel = 0; channel < to.channels(); channel++) {
      for (int y = 0; y < to.height(); y++) {
        for (int x = 0; x < to.width(); x++) {
          int sum = 0;
          for (int i = 0; i < block * block; i++) {
            int row = y * block + i / block - top;
            int column = x * block + i % block - left;
            boolean inside =
                row >= 0 && row < from.height() && column >= 0 && column < from.width();
            int place = (channel * from.height() + row) * from.width() + column;
            sum += inside ? images.pixel(image, place) : 0;
          }
          pixels[at++] = 2f * sum / (255f * block * block) - 1;
        }
      }
    }
  }

  /** How many. */
  public int count() {
    return labels.length;
  }
}
