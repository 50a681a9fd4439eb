package org.kendall.evaluate.sampling;

import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import org.kendall.evaluate.quality.FrechetDistance;
import org.kendall.evaluate.quality.Moments;
import org.kendall.evaluate.quality.Vectors;

/**
 * The real images that samples are compared with.
 *
 * @param pixelMean where moments of pixels are taken from. Shape (size)
 * @param featureMean where moments of features are taken from. Shape (features)
 * @param someFeatures of the first few, for what looks at pairs of images
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Reference(
    FrechetDistance pixels,
    double[] pixelMean,
    FrechetDistance features,
    double[] featureMean,
    Vectors somePixels,
    Vectors someFeatures) {
  /** Pairs of so many images are looked at. */
  static final int SOME = 2_000;

  private static final int BATCH = 5_000;

  static Reference of(RealImages images, Features features, NDManager manager) {
    int size = images.shape().pixels();
    float[] all = new float[images.count() * features.width()];
    for (int from = 0; from < images.count(); from += BATCH) {
      int to = Math.min(from + BATCH, images.count());
      float[] part = Arrays.copyOfRange(images.pixels(), from * size, to * size);
      float[] made = features.of(part, manager);
      System.arraycopy(made, 0, all, from * features.width(), made.length);
    }
    double[] pixelMean = Moments.of(images.pixels(), new double[size]).mean();
    double[] featureMean = Moments.of(all, new double[features.width()]).mean();
    return new Reference(
        new FrechetDistance(Moments.of(images.pixels(), pixelMean)),
        pixelMean,
        new FrechetDistance(Moments.of(all, featureMean)),
        featureMean,
        some(images.pixels(), size),
        some(all, features.width()));
  }

  /** Spread over all of them, as real images may come in some order. */
  private static Vectors some(float[] all, int width) {
    int count = all.length / width;
    int taken = Math.min(SOME, count);
    float[] some = new float[taken * width];
    for (int i = 0; i < taken; i++) {
      int from = (int) ((long) i * count / taken);
      System.arraycopy(all, from * width, some, i * width, width);
    }
    return new Vectors(some, width);
  }
}
