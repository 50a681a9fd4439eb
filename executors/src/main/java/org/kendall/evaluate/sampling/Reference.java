package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDManager;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;
import org.kendall.evaluate.quality.FrechetDistance;
import org.kendall.evaluate.quality.Moments;
import org.kendall.evaluate.quality.Vectors;

/**
 * The real images that samples are compared with, as far as distances need it.
 *
 * @param checksum of what gave the features
 * @param pixels of images averaged down as far as pixels are compared
 * @param features of images
 * @param somePixels of the first few, for what looks at pairs of images
 * @param someFeatures of the same
 */
record Reference(
    String checksum,
    FrechetDistance pixels,
    FrechetDistance features,
    Vectors somePixels,
    Vectors someFeatures) {
  /** Pairs of so many images are looked at. */
  static final int SOME = 2_000;

  private static final int MOST_IMAGES = 5_000;
  private static final int MOST_NUMBERS = 1 << 23; // of images in memory at once

  /**
   * Looks at all images, a part at a time, once.
   *
   * @param beforeEachPart may throw, which ends it
   */
  static Reference of(
      RealParts images,
      BlockMeans compared,
      Features features,
      String checksum,
      NDManager manager,
      Runnable beforeEachPart) {
    int most = Math.max(1, Math.min(MOST_IMAGES, MOST_NUMBERS / images.shape().pixels()));
    Gathered pixels = new Gathered(images.count(), compared.to().pixels());
    Gathered seen = new Gathered(images.count(), features.width());
    for (int from = 0; from < images.count(); from += most) {
      beforeEachPart.run();
      float[] part = images.pixels(from, Math.min(from + most, images.count()));
      pixels.add(from, compared.of(part));
      seen.add(from, features.of(part, manager));
    }
    return new Reference(checksum, pixels.distance(), seen.distance(), pixels.some(), seen.some());
  }

  /** Moments of vectors, and a few of them spread over all, as real images may come in an order. */
  private static final class Gathered {
    private final int count;
    private final int width;
    private final float[] some;
    private int taken;
    private Moments moments;

    Gathered(int count, int width) {
      this.count = count;
      this.width = width;
      this.some = new float[Math.min(SOME, count) * width];
    }

    /** The next vectors, the first of which has that number among all. */
    void add(int first, float[] vectors) {
      if (moments == null) { // products are taken from a point near the mean
        moments = Moments.of(new float[0], Moments.of(vectors, new double[width]).mean());
      }
      moments = moments.plus(Moments.of(vectors, moments.origin()));
      int until = first + vectors.length / width;
      for (; taken < some.length / width && place(taken) < until; taken++) {
        System.arraycopy(vectors, (place(taken) - first) * width, some, taken * width, width);
      }
    }

    private int place(int number) {
      return (int) ((long) number * count / (some.length / width));
    }

    FrechetDistance distance() {
      return new FrechetDistance(moments);
    }

    Vectors some() {
      return new Vectors(some, width);
    }
  }

  void write(String prepared) {
    Storage.write(
        PreparedFiles.reference(prepared),
        raw -> {
          DataOutputStream out = new DataOutputStream(new BufferedOutputStream(raw));
          out.writeUTF(checksum);
          pixels.write(out);
          features.write(out);
          write(somePixels, out);
          write(someFeatures, out);
          out.flush();
        });
  }

  private static void write(Vectors vectors, DataOutputStream out) throws IOException {
    out.writeInt(vectors.count());
    out.writeInt(vectors.width());
    for (float value : vectors.values()) {
      out.writeFloat(value);
    }
  }

  /**
   * Reads what was prepared.
   *
   * @throws BadDataException if it is missing or cut short, or {@link #requireSame} does
   */
  static Reference read(FeatureSettings settings, String prepared) {
    String checksum = requireSame(settings, prepared);
    String file = PreparedFiles.reference(prepared);
    try (DataInputStream in = open(file)) {
      in.readUTF();
      return new Reference(
          checksum, FrechetDistance.read(in), FrechetDistance.read(in), vectors(in), vectors(in));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /**
   * Looks whether features are given by what gave those of the real images.
   *
   * @return its checksum
   * @throws BadDataException if it was changed since
   */
  static String requireSame(FeatureSettings settings, String prepared) {
    String file = PreparedFiles.reference(prepared);
    try (DataInputStream in = open(file)) {
      String before = in.readUTF();
      String now = settings.checksum(prepared);
      if (!now.equals(before)) {
        throw new BadDataException(
            "What gives the features, %s, has the checksum %s; it was %s when the real images were measured.\nMaybe put back what was there, or begin anew in another run directory."
                .formatted(settings.file(prepared), now, before));
      }
      return now;
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static DataInputStream open(String file) {
    return new DataInputStream(new BufferedInputStream(Storage.openRaw(file)));
  }

  private static BadDataException unreadable(String file, IOException cause) {
    return new BadDataException(
        "What was measured of the real images, %s, cannot be read: %s.\nMaybe begin anew in another run directory."
            .formatted(file, cause.getMessage()),
        cause);
  }

  private static Vectors vectors(DataInputStream in) throws IOException {
    int count = in.readInt();
    int width = in.readInt();
    float[] values = new float[Math.multiplyExact(count, width)];
    for (int i = 0; i < values.length; i++) {
      values[i] = in.readFloat();
    }
    return new Vectors(values, width);
  }
}
