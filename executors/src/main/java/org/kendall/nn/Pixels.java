package org.kendall.nn;

import org.kendall.data.ImageSet;

/** The value of each pixel level per channel, so that a set has mean 0 and deviation 1. */
public final class Pixels {
  private static final int LEVELS = 256;

  private final float[][] values; // (channels, levels)

  private Pixels(float[][] values) {
    this.values = values;
  }

  /** Standardizes by the statistics of these images. */
  public static Pixels standardizing(ImageSet images) {
    int channels = images.shape().channels();
    int area = images.shape().height() * images.shape().width();
    float[][] values = new float[channels][];
    for (int channel = 0; channel < channels; channel++) {
      long[] counts = new long[LEVELS];
      for (int image = 0; image < images.size(); image++) {
        for (int position = channel * area; position < (channel + 1) * area; position++) {
          counts[images.pixel(image, position)]++;
        }
      }
      values[channel] = standardized(counts);
    }
    return new Pixels(values);
  }

  private static float[] standardized(long[] counts) {
    double total = 0;
    double sum = 0;
    double squares = 0;
    for (int level = 0; level < LEVELS; level++) {
      total += counts[level];
      sum += (double) counts[level] * level;
      squares += (double) counts[level] * level * level;
    }
    double mean = sum / total;
    double deviation = Math.sqrt(Math.max(squares / total - mean * mean, 1));
    float[] values = new float[LEVELS];
    for (int level = 0; level < LEVELS; level++) {
      values[level] = (float) ((level - mean) / deviation);
    }
    return values;
  }

  /** What stands for a level, 0 .. 255, of a channel. */
  public float value(int channel, int level) {
    return values[channel][level];
  }
}
