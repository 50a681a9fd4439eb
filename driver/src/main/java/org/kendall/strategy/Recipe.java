package org.kendall.strategy;

import java.io.Serializable;
import java.util.List;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;
import org.kendall.space.ScheduleSpace;

/**
 * Names candidates that are known to do well without a search: something to begin with, and
 * something that a search has to beat. An implementation is a record of its settings.
 */
public interface Recipe extends Serializable {
  /**
   * Canonical candidates; which of them the problem allows is not looked at.
   *
   * @param prepared where what was prepared for the job lies
   */
  List<Candidate> candidates(Problem<?> problem, String prepared);

  /**
   * Looks whether this recipe can be followed in the problem.
   *
   * @throws IllegalArgumentException that says what is missing
   */
  default void check(Problem<?> problem) {
    if (!(problem.space() instanceof ScheduleSpace<?>)) {
      throw new IllegalArgumentException(
          "%s names model schedules; the space %s has none."
              .formatted(getClass().getSimpleName(), problem.space().getClass().getSimpleName()));
    }
  }
}
