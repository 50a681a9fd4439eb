package org.kendall.evaluate;

import org.kendall.data.ImageShape;
import org.kendall.nn.NetworkDesign;

/** Multiply-accumulate operations of one forward pass for one image. */
public record Macs(ImageShape input) implements CostModel<NetworkDesign> {
  @Override
  public String name() {
    return "macs";
  }

  @Override
  public String unit() {
    return "MACs";
  }

  @Override
  public double cost(NetworkDesign design) {
    return design.macs(input);
  }
}
