package org.kendall.strategy;

import java.io.Serializable;
import java.util.List;
import org.kendall.predict.Predictor;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;

/** Chooses a round out of the candidates met. An implementation is a record of its settings. */
public interface Picking extends Serializable {
  /**
   * Looks whether the predictor tells what this way of picking asks for.
   *
   * @throws IllegalArgumentException that says what is missing
   */
  default void check(Predictor predictor) {}

  /**
   * Picks a round, first the one picked first.
   *
   * @param met fresh candidates with the ranking's scores
   */
  List<Proposal> pick(Ranking ranking, List<Scored> met, Ask ask);
}
