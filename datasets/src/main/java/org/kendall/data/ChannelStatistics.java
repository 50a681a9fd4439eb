package org.kendall.data;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * The mean and standard deviation of each channel over all images and places, on the scale where
 * black is 0 and white is 1. They are exact but for the last rounding: sums are of whole numbers.
 *
 * @param means one for each channel
 * @param deviations one for each channel, of the whole set (divided by the count, not one less); 0
 *     where all values are the same
 */
public record ChannelStatistics(List<Double> means, List<Double> deviations) {
  private static final int LEVELS = 256;
  private static final double WHITE = 255;

  public ChannelStatistics {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
  }

  /** Measures images, of which there must be at least one. */
  public static ChannelStatistics of(ImageSet images) {
    if (images.size() == 0) {
      throw new IllegalArgumentException("The mean of no images is not defined.");
    }
    List<Double> means = new ArrayList<>();
    List<Double> deviations = new ArrayList<>();
    for (long[] counts : countsByLevel(images)) {
      long count = 0;
      long sum = 0;
      long squares = 0;
      for (int level = 0; level < LEVELS; level++) {
        count += counts[level];
        sum += counts[level] * level;
        squares += counts[level] * level * level;
      }
      means.add(sum / (count * WHITE));
      // count^2 x variance = count x squares - sum^2, which may not fit a long.
      BigInteger scaled = product(count, squares).subtract(product(sum, sum));
      deviations.add(Math.sqrt(scaled.doubleValue()) / (count * WHITE));
    }
    return new ChannelStatistics(means, deviations);
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }

  private static long[][] countsByLevel(ImageSet images) {
    ImageShape shape = images.shape();
    int area = shape.height() * shape.width();
    long[][] counts = new long[shape.channels()][LEVELS]; // (channels, levels)
    for (int image = 0; image < images.size(); image++) {
      for (int position = 0; position < shape.pixels(); position++) {
        counts[position / area][images.pixel(image, position)]++;
      }
    }
    return counts;
  }
}
