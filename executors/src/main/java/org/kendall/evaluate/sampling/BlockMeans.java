package org.kendall.evaluate.sampling;

import org.kendall.data.ImageShape;

/**
 * Averages images down by squares of pixels; those at the edges may be cut.
 *
 * @param from what images are
 * @param block height and width of a square
 */
record BlockMeans(ImageShape from, int block) {
  BlockMeans {
    if (block < 1) {
      throw new IllegalArgumentException("The block (%d) must be positive.".formatted(block));
    }
  }

  /**
   * By the least whole factor that leaves a height and width of no more than a side.
   *
   * @param side 0: all images are left as they are
   */
  static BlockMeans atMost(int side, ImageShape from) {
    int longest = Math.max(from.height(), from.width());
    return new BlockMeans(from, side == 0 ? 1 : 1 + (longest - 1) / side);
  }

  /** What images become. */
  ImageShape to() {
    return new ImageShape(
        from.channels(), parts(from.height()), parts(from.width()), from.classes());
  }

  private int parts(int length) {
    return (length + block - 1) / block;
  }

  /**
   * The means.
   *
   * @param images (images, numbers of an image), row by row
   * @return (images, numbers of a smaller one), or the same array if they stay as they are
   */
  float[] of(float[] images) {
    if (block == 1) {
      return images;
    }
    int planes = images.length / (from.height() * from.width());
    ImageShape to = to();
    float[] means = new float[planes * to.height() * to.width()];
    int at = 0;
    for (int plane = 0; plane < planes; plane++) {
      for (int y = 0; y < from.height(); y += block) {
        for (int x = 0; x < from.width(); x += block) {
          means[at++] = mean(images, plane * from.height(), y, x);
        }
      }
    }
    return means;
  }

  private float mean(float[] images, int firstRow, int top, int left) {
    int bottom = Math.min(top + block, from.height());
    int right = Math.min(left + block, from.width());
    double sum = 0;
    for (int y = top; y < bottom; y++) {
      int row = (firstRow + y) * from.width();
      for (int x = left; x < right; x++) {
        sum += images[row + x];
      }
    }
    return (float) (sum / ((bottom - top) * (right - left)));
  }
}
