package org.kendall.space;

import java.util.List;

/** A space whose candidates can be described by numbers: the view that closed forms ask for. */
public interface FeatureSpace {
  /** What the numbers are, always the same list. */
  List<Feature> features();

  /** The numbers of a candidate; equal for candidates with one canonical form. Shape (features). */
  double[] features(Candidate candidate);
}
