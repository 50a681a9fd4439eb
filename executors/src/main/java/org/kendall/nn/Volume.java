package org.kendall.nn;

/** The size of one image's activations between two layers. */
public record Volume(int channels, int height, int width) {
  /** The same height and width with other channels. */
  public Volume withChannels(int channels) {
    return new Volume(channels, height, width);
  }

  /** Height and width halved, rounded up, so that odd and tiny images can be reduced too. */
  public Volume halved() {
    return new Volume(channels, (height + 1) / 2, (width + 1) / 2);
  }

  /** Values of one channel. */
  public long area() {
    return (long) height * width;
  }
}
