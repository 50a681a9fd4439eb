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
  public ZooEntry {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "The name (%s) must be of letters, digits, points and hyphens.".formatted(name));
    }
  }

  /** The network to be trained. */
  OwnNetwork network(int size) {
    return new ZooResidualMlp(size, width, blocks);
  }
}
