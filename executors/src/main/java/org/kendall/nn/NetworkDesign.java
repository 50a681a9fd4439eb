package org.kendall.nn;

import org.kendall.data.ImageShape;

/** A design that is a network for classifying images. */
public interface NetworkDesign {
  /** The network itself, without weights yet. */
  Network network(ImageShape input);

  /** Multiply-accumulate operations of one forward pass for one image, exactly. */
  long macs(ImageShape input);

  /** Trainable parameters, exactly. */
  long parameters(ImageShape input);
}
