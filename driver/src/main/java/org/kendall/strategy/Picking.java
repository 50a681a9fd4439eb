package org.kendall.strategy;

import java.io.Serializable;
import java.util.List;
import org.kendall.evaluate.Problem;
import org.kendall.predict.Predictor;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;

/** Chooses a round out of the candidates met. An implementation is a record of its settings. */
public interface Picking extends Serializable {
  /**
   * Looks whether the predictor tells what this way of picking asks for, and the problem is one for
   * it: by default one of a single objective.
   *
   * @throws IllegalArgumentException that says what is missing
   */
  default void check(Predictor predictor, Problem<?> problem) {
    if (problem.objectives().areSeveral()) {
      throw new IllegalArgumentException(
          "This way of picking looks at one objective; here are %s.\nMaybe choose picking: hypervolume."
              .formatted(problem.objectives().names()));
    }
  }

  /**
   * What candidates are looked for by.
   *
   * @param fitted a ranking for each objective that is measured
   */
  default Ranking aim(List<Ranking> fitted, Ask ask) {
    return fitted.get(0);
  }

  /**
   * Picks a round, first the one picked first.
   *
   * @param ranking what {@link #aim} gave
   * @param met fresh candidates with the ranking's scores
   */
  List<Proposal> pick(Ranking ranking, List<Scored> met, Ask ask);
}
