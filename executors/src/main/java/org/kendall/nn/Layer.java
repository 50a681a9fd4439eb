package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import java.util.List;

/**
 * Part of a network: the weights it needs and what it computes with them. A layer is a description
 * and holds no arrays; {@link Layers} has the usual ones.
 *
 * <p>Images are stored channels last, which is what the convolutions compute in: arrays have the
 * shape (batch, channels, height, width), but the channels of one pixel are neighbours in memory.
 */
public interface Layer {
  /** The weights that it needs, always the same objects. */
  List<Weight> weights();

  /** The size of what comes out. */
  Volume output(Volume input);

  /** Multiply-accumulate operations of convolutions and matrix products for one image. */
  long macs(Volume input);

  /** Computes its output; it looks its weights up in the pass. */
  NDArray forward(NDArray input, Pass pass);
}
