package org.kendall.space;

import java.util.List;

/**
 * A space whose candidates can be described by numbers and by what they are made of: the view that
 * closed forms ask for.
 */
public interface FeatureSpace {
  /** What the numbers are, always the same list. */
  List<Feature> features();

  /** The numbers of a candidate; equal for candidates with one canonical form. Shape (features). */
  double[] features(Candidate candidate);

  /** The kinds of parts that {@link #parts} counts, always the same list; may be empty. */
  default List<Feature> families() {
    return List.of();
  }

  /**
   * How often a candidate has each part, such as each word that its paths spell; equal for
   * candidates with one canonical form. Shape (families).
   */
  default List<Counts> parts(Candidate candidate) {
    return List.of();
  }
}
