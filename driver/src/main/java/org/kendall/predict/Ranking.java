package org.kendall.predict;

import java.util.List;
import org.kendall.space.Candidate;

/** A fitted predictor. Immutable, and safe to be asked from several threads. */
@FunctionalInterface
public interface Ranking {
  /**
   * Scores whose order is the predicted one: larger is better; the scale means nothing.
   *
   * @param candidates (n)
   * @return (n)
   */
  double[] score(List<Candidate> candidates);

  /**
   * One that costs less and ranks nearly the same, to tell the hopeless among very many candidates
   * from the rest; this one unless there is such.
   */
  default Ranking rough() {
    return this;
  }
}
