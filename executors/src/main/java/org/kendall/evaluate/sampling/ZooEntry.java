package org.kendall.evaluate.sampling;

import java.io.Serializable;
import org.kendall.nn.zoo.OwnNetwork;
import org.kendall.nn.zoo.ZooResidualMlp;
import org.kendall.space.Setting;

/** One model of a zoo, as a job names it. */
@Setting("One model of a zoo.")
public record ZooEntry(
    @Setting("Its name, as the space has it and as its files are called.") String name,
    @Setting(
            value = "Width of the residual blocks of a model that is to be trained.",
            byDefault = "0")
        int width,
    @Setting(value = "Residual blocks of a model that is to be trained.", byDefault = "2")
        int blocks)
    implements Serializable {
  private static final int WIDEST = 8_192;
  private static final int MOST_BLOCKS = 100;

  public ZooEntry {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "The name (%s) must be of letters, digits, points and hyphens.".formatted(name));
    }
    if (width < 0 || width > WIDEST) {
      throw new IllegalArgumentException(
          "The width (%d) must be 0 to %,d.".formatted(width, WIDEST));
    }
    if (blocks < 1 || blocks > MOST_BLOCKS) {
      throw new IllegalArgumentException(
          "The blocks (%d) must be 1 to %d.".formatted(blocks, MOST_BLOCKS));
    }
  }

  /** The network to be trained. */
  OwnNetwork network(int size) {
    return new ZooResidualMlp(size, width, blocks);
  }
}
