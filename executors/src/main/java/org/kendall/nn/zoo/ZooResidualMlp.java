package org.kendall.nn.zoo;

import org.kendall.nn.diffusion.DenoiserNetwork;
import org.kendall.nn.diffusion.ResidualMlp;

/**
 * A {@link ResidualMlp} of a zoo.
 *
 * @param size numbers of an image
 * @param width of the blocks
 * @param blocks how many
 */
public record ZooResidualMlp(int size, int width, int blocks) implements OwnNetwork {
  public ZooResidualMlp {
    new ResidualMlp(size, width, blocks); // refuses what is none
  }

  @Override
  public DenoiserNetwork network() {
    return new ResidualMlp(size, width, blocks);
  }
}
