package org.kendall.nn.zoo;

import org.kendall.nn.diffusion.DenoiserNetwork;
import org.kendall.nn.diffusion.Unet;

/**
 * A {@link Unet} of a zoo.
 *
 * @param channels of an image
 * @param side height and width of an image
 * @param width channels of the first level
 */
public record ZooUnet(int channels, int side, int width) implements OwnNetwork {
  public ZooUnet {
    new Unet(channels, side, width); // refuses what is none
  }

  @Override
  public DenoiserNetwork network() {
    return new Unet(channels, side, width);
  }
}
