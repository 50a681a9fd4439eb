package org.kendall.strategy;

import java.io.Serializable;
import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;

/**
 * Looks for the candidates that a predictor ranks first. An implementation is a record of its
 * settings.
 */
public interface InnerSearch extends Serializable {
  /**
   * Fresh candidates with their predicted scores, in any order: allowed, canonical, neither
   * evaluated nor pending, at least as many as the ask wants unless there are fewer.
   */
  List<Scored> search(Ranking ranking, Ask ask, RandomGenerator random);
}
