package org.kendall.study;

import org.kendall.evaluate.Problem;
import org.kendall.search.ConfirmRule;
import org.kendall.search.Rounds;
import org.kendall.search.SearchPlan;
import org.kendall.search.StopRule;
import org.kendall.strategy.Sweep;

/** A study as a search: every case once, and nothing else. */
public final class StudyPlan {
  /** Cases that are proposed together. */
  private static final int TOGETHER = 8;

  private StudyPlan() {}

  public static SearchPlan of(String job, long seed, Problem<?> cases) {
    return new SearchPlan(
        job,
        seed,
        cases,
        new Sweep(),
        new Rounds(Rounds.Kind.ROLLING, TOGETHER, 0),
        new StopRule((int) cases.space().size(), 0),
        new ConfirmRule(0, 1, ConfirmRule.Baseline.NONE));
  }
}
