package org.kendall.predict;

import java.util.Map;

/** A ranking that tells by which features it tells candidates apart. */
public interface Explained extends Ranking {
  /**
   * The share of each feature in what the ranking goes by: not negative, all together one.
   *
   * @return by the names of {@link org.kendall.space.FeatureSpace#features}; those that say nothing
   *     new are not there
   */
  Map<String, Double> importances();
}
