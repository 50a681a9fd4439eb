package org.kendall.predict;

import java.io.Serializable;
import org.kendall.space.SearchSpace;

/**
 * How an architecture becomes a code, a row of numbers that a head turns into a score. An
 * implementation is a record of its settings.
 */
public interface Encoder extends Serializable {
  /**
   * Looks whether the space has the view that this encoder asks for.
   *
   * @throws IllegalArgumentException that names the encoder, the space and the view
   */
  void check(SearchSpace<?> space);

  /** The network that encodes the candidates of a space; its weights are held elsewhere. */
  EncoderNetwork<?> network(SearchSpace<?> space);
}
