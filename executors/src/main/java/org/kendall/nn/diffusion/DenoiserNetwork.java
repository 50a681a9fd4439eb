package org.kendall.nn.diffusion;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.io.Serializable;
import org.kendall.nn.ParameterVector;

/** A network that says something of noisy images: a description without arrays, cheap to make. */
public interface DenoiserNetwork extends Serializable {
  /** How its parameters lie in one flat vector. */
  ParameterVector parameters();

  /** Numbers of an image. */
  int size();

  /** Multiply-accumulate operations of matrix products for one image. */
  long macs();

  /**
   * What it says.
   *
   * @param state (images, size)
   * @param steps the step of training that each image is at, not always a whole one. Shape (images,
   *     1), or (1, 1) if all are at the same
   * @param views the parameters, as {@link ParameterVector#split} gives them
   * @return (images, size)
   */
  NDArray output(NDArray state, NDArray steps, NDList views);
}
