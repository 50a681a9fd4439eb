package org.kendall.nn.diffusion;

/**
 * Normal noise that is the same on any host and device, whichever part is asked for: each image's
 * noise is worked out from the seed and its number alone, by a counter-based generator (Salmon et
 * al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011: Philox 4x32-10) and the transform of
 * Box and Muller in double precision.
 *
 * @param seed another one gives another bank
 * @param size numbers of an image
 */
public record NoiseBank(long seed, int size) {
  private static final double UNIT = 0x1p-53;

  public NoiseBank {
    if (size < 1) {
      throw new IllegalArgumentException("The size (%d) must be positive.".formatted(size));
    }
  }

  /**
   * The noise of some images.
   *
   * @return (count, size), row by row
   */
  public float[] images(long first, int count) {
    float[] all = new float[Math.multiplyExact(count, size)];
    for (int image = 0; image < count; image++) {
      fill(first + image, all, image * size);
    }
    return all;
  }

  private void fill(long image, float[] into, int at) {
    for (int pair = 0; 2 * pair < size; pair++) {
      int[] words = Philox.words(seed, image, pair);
      double radius = Math.sqrt(-2 * StrictMath.log(1 - unit(words[0], words[1])));
      double angle = 2 * Math.PI * unit(words[2], words[3]);
      into[at + 2 * pair] = (float) (radius * StrictMath.cos(angle));
      if (2 * pair + 1 < size) {
        into[at + 2 * pair + 1] = (float) (radius * StrictMath.sin(angle));
      }
    }
  }

  /** In [0, 1). */
  private static double unit(int high, int low) {
    return (((long) high << 32 | low & 0xffffffffL) >>> 11) * UNIT;
  }
}
