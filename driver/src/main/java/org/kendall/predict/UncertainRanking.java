package org.kendall.predict;

import java.util.List;
import org.kendall.space.Candidate;

/**
 * A ranking that also says how sure it is: a joint normal distribution over what candidates are
 * worth. Its scores are the means.
 */
public interface UncertainRanking extends Ranking {
  /**
   * Standard deviations, on the scale of the scores, without the noise of a measurement.
   *
   * @param candidates (n)
   * @return (n)
   */
  double[] deviations(List<Candidate> candidates);

  /**
   * How the uncertainties go together, on the squared scale of the scores. Symmetric and positive
   * semidefinite up to rounding; the diagonal is the square of the deviations.
   *
   * @param candidates (n), few: it takes n x n numbers
   * @return (n, n)
   */
  double[][] covariance(List<Candidate> candidates);
}
