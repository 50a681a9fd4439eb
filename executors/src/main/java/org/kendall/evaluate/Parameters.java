package org.kendall.evaluate;

import org.kendall.data.ImageShape;
import org.kendall.nn.NetworkDesign;

/** Trainable parameters of a network. */
public record Parameters(ImageShape input) implements CostModel<NetworkDesign> {
  @Override
  public String name() {
    return "parameters";
  }

  @Override
  public String unit() {
    return "";
  }

  @Override
  public double cost(NetworkDesign design) {
    return design.parameters(input);
  }
}
