package org.kendall.predict;

import java.io.Serializable;
import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.space.SearchSpace;

/**
 * Learns from what was measured how candidates rank. An implementation is a record of its settings.
 */
public interface Predictor extends Serializable {
  /**
   * Fits anew to all that was seen. A fit that takes long should end soon after its thread was
   * interrupted, by throwing {@link java.util.concurrent.CancellationException}.
   *
   * @param seen at least two candidates
   * @param random the only source of randomness
   * @return an immutable scorer
   */
  Ranking fit(SearchSpace<?> space, List<Scored> seen, RandomGenerator random);

  /**
   * Looks whether the space has the view that this predictor asks for.
   *
   * @throws IllegalArgumentException that says what is missing
   */
  void check(SearchSpace<?> space);
}
