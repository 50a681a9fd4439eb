package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/** Layers one after the other. */
record Sequence(List<Layer> layers) implements Layer {
  Sequence {
    layers = List.copyOf(layers);
  }

  @Override
  public List<Weight> weights() {
    return layers.stream().flatMap(layer -> layer.weights().stream()).toList();
  }

  @Override
  public Volume output(Volume input) {
    Volume volume = input;
    for (Layer layer : layers) {
      volume = layer.output(volume);
    }
    return volume;
  }

  @Override
  public long macs(Volume input) {
    long macs = 0;
    Volume volume = input;
    for (Layer layer : layers) {
      macs += layer.macs(volume);
      volume = layer.output(volume);
    }
    return macs;
  }

  @Override
  public NDArray forward(NDArray input, Pass pass) {
    NDArray values = input;
    for (Layer layer : layers) {
      values = layer.forward(values, pass);
    }
    return values;
  }
}
