package org.kendall.data;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * A decoded JPEG or PNG, its values in channel-height-width order. Transparency is left out; 16
 * bits a value become 8.
 */
final class Picture {
  private static final int LONGEST_SIDE = 4096;
  private static final Set<String> FORMS = Set.of("jpeg", "png");
  private static final int GREY = 1;
  private static final int COLOUR = 3;

  private final int channels;
  private final int height;
  private final int width;
  private final byte[] pixels; // (channels, height, width)

  private Picture(BufferedImage image) {
    this.channels = channels(image);
    this.height = image.getHeight();
    this.width = image.getWidth();
    this.pixels = new byte[channels * height * width];
    for (int channel = 0; channel < channels; channel++) {
      copy(image, channel);
    }
  }

  /**
   * Decodes a file.
   *
   * @throws BadDataException if it is no picture, is damaged, or is absurdly large
   */
  static Picture of(StoredFile file) {
    try (ImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(file.content()))) {
      ImageReader reader = reader(in, file);
      try {
        reader.setInput(in, true, true);
        requireSensibleSize(file, reader.getWidth(0), reader.getHeight(0));
        return new Picture(decode(reader));
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException e) {
      throw e instanceof BadDataException bad ? bad : Storage.unreadable(file.place(), e);
    }
  }

  /** Java reads other forms too, some of which can make a picture of a few bytes huge. */
  private static ImageReader reader(ImageInputStream in, StoredFile file) throws IOException {
    Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
    while (readers.hasNext()) {
      ImageReader reader = readers.next();
      if (FORMS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
        return reader;
      }
    }
    throw file.damaged("is no image", "it is damaged: it should be JPEG or PNG");
  }

  /** JPEG data that ends too soon or makes no sense is a warning to the library, an error here. */
  private static BufferedImage decode(ImageReader reader) throws IOException {
    AtomicReference<String> damage = new AtomicReference<>("");
    reader.addIIOReadWarningListener(
        (source, warning) -> {
          if (warning.startsWith("Premature") || warning.startsWith("Corrupt")) {
            damage.set(warning);
          }
        });
    BufferedImage image = reader.read(0);
    if (!damage.get().isEmpty()) {
      throw new IOException(damage.get());
    }
    return image;
  }

  private static void requireSensibleSize(StoredFile file, int width, int height) {
    if (width < 1 || width > LONGEST_SIDE || height < 1 || height > LONGEST_SIDE) {
      throw file.damaged(
          "says it is %d x %d pixels".formatted(height, width),
          "it is damaged: sides are 1 .. %d".formatted(LONGEST_SIDE));
    }
  }

  private static int channels(BufferedImage image) {
    if (image.getColorModel() instanceof IndexColorModel palette) {
      for (int i = 0; i < palette.getMapSize(); i++) {
        if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
          return COLOUR;
        }
      }
      return GREY;
    }
    return image.getRaster().getNumBands() < COLOUR ? GREY : COLOUR;
  }

  private void copy(BufferedImage image, int channel) {
    int start = channel * height * width;
    if (image.getColorModel() instanceof IndexColorModel) {
      int[] colours = image.getRGB(0, 0, width, height, null, 0, width); // (height, width)
      int shift = 16 - 8 * channel; // 0xAARRGGBB
      for (int i = 0; i < colours.length; i++) {
        pixels[start + i] = (byte) (colours[i] >> shift);
      }
      return;
    }
    // Values as stored: getRGB would bend greys by a gamma curve.
    int[] values = image.getRaster().getSamples(0, 0, width, height, channel, (int[]) null);
    int shift = image.getSampleModel().getSampleSize(channel) - 8;
    for (int i = 0; i < values.length; i++) {
      pixels[start + i] = (byte) (values[i] >> shift);
    }
  }

  /** The shape of an image of this size that may be of so many classes. */
  ImageShape shape(int classes) {
    return new ImageShape(channels, height, width, classes);
  }

  void copyTo(byte[] into, int position) {
    System.arraycopy(pixels, 0, into, position, pixels.length);
  }
}
