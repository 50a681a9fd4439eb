package org.kendall.predict;

import java.util.List;
import java.util.Map;
import org.kendall.space.Candidate;

/** A ranking by several experts, whose weights differ from candidate to candidate. */
public interface Mixture extends Ranking {
  /**
   * The mean weight of each expert over some candidates: not negative, all together one.
   *
   * @param candidates at least one
   * @return by the experts' names
   */
  Map<String, Double> weights(List<Candidate> candidates);
}
