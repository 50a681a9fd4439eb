package org.kendall.strategy;

import java.io.Serializable;
import java.util.List;
import java.util.random.RandomGenerator;
import org.kendall.evaluate.Problem;

/**
 * Says what to try next. An implementation is a record of its settings without any other state: a
 * search that was stopped goes on by asking again with the same history.
 */
public interface Strategy extends Serializable {
  /**
   * Proposes candidates in canonical form, allowed by the problem, different from each other and
   * from all that were evaluated or are pending (strategies that repeat trials on purpose say so).
   * A pure function: equal questions with equal randomness give equal answers.
   *
   * @return as many as asked; fewer, or none, where there are no more
   */
  List<Proposal> propose(Ask ask, RandomGenerator random);

  /**
   * Looks whether this strategy can work on the problem.
   *
   * @throws IllegalArgumentException that says what is missing
   */
  default void check(Problem<?> problem) {}
}
