package org.kendall.nn;

import org.kendall.data.ImageShape;

/** A design that is a network for classifying images. */
public interface NetworkDesign {
  /** The network itself, without arrays yet. */
  Network network(ImageShape input);

  /** Multiply-accumulate operations of one forward pass for one image, exactly. */
  default long macs(ImageShape input) {
    return network(input).macs();
  }

  /** Trainable parameters, exactly. */
  default long parameters(ImageShape input) {
    return network(input).parameters();
  }
}
