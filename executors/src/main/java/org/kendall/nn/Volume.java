package org.kendall.nn;

/** The size of one image's activations between two layers. */
public record Volume(int channels, int height, int width) {
  public Volume {
    if (channels < 1 || height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "The channels (%d), height (%d) and width (%d) must be positive."
              .formatted(channels, height, width));
    }
  }

  /** The same height and width with other channels. */
  public Volume withChannels(int channels) {
    return new Volume(channels, height, width);
  }

  /** Height and width halved, rounded up, so that odd and tiny images can be reduced too. */
  public Volume halved() {
    return new Volume(channels, (height + 1) / 2, (width + 1) / 2);
  }

  /**
   * Values of all channels.
   *
   * @throws ArithmeticException if an array does not hold so many
   */
  public int numbers() {
    return Math.toIntExact(Math.multiplyExact(channels, area()));
  }

  /** Values of one channel. */
  public long area() {
    return (long) height * width;
  }
}
