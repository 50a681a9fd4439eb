package org.kendall.prepare;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Preparation;
import org.kendall.evaluate.Problem;
import org.kendall.search.ConfirmRule;
import org.kendall.search.Rounds;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;
import org.kendall.search.StopRule;
import org.kendall.space.Candidate;

/** The preparations of a job as a search: every one once, in an order in which they can be done. */
public final class PreparationPlan {
  /** The most that one may take. */
  private static final double HOURS = 24;

  private PreparationPlan() {}

  /**
   * @throws IllegalArgumentException if two have one name, or one waits for what is not there
   */
  public static SearchPlan of(String job, long seed, List<Preparation> preparations) {
    Set<String> names = new HashSet<>();
    for (Preparation preparation : preparations) {
      if (!names.containsAll(preparation.after())) {
        throw new IllegalArgumentException(
            "The preparation %s must stand behind all that it waits for: %s."
                .formatted(preparation.name(), preparation.after()));
      }
      if (!names.add(preparation.name())) {
        throw new IllegalArgumentException(
            "Two preparations have the name %s.".formatted(preparation.name()));
      }
    }
    Problem<Preparation> problem =
        new Problem<>(
            new Preparations(preparations),
            new Prepare(HOURS),
            List.of(),
            Map.of(),
            Prepare.SECONDS);
    return new SearchPlan(
        job + ", preparation",
        seed,
        problem,
        new WhenReady(0),
        new Rounds(Rounds.Kind.CLOSED, preparations.size(), 0),
        new StopRule(preparations.size(), 0),
        new ConfirmRule(0, 1, ConfirmRule.Baseline.NONE));
  }

  /**
   * The same for a run that goes on: what failed before may do well by now, as when a disk was
   * full.
   */
  public static SearchPlan goingOn(SearchPlan plan, RunLog log) {
    long last =
        log.evaluations().stream().mapToLong(ended -> ended.trial().number()).max().orElse(0);
    int failed = (int) log.evaluations().stream().filter(Failed.class::isInstance).count();
    return new SearchPlan(
        plan.job(),
        plan.seed(),
        plan.problem(),
        new WhenReady(last),
        plan.rounds(),
        new StopRule(plan.stop().trials() + failed, 0),
        plan.confirm());
  }

  /** How many bytes those that are not done will write at least. */
  public static long bytesLeft(SearchPlan plan, RunLog log) {
    Preparations preparations = (Preparations) plan.problem().space();
    Set<Candidate> done =
        log.evaluations().stream()
            .filter(Measured.class::isInstance)
            .map(evaluation -> evaluation.trial().candidate())
            .collect(Collectors.toSet());
    return preparations
        .list()
        .filter(candidate -> !done.contains(candidate))
        .mapToLong(candidate -> preparations.decode(candidate).bytes())
        .sum();
  }

  /** Whether all of them have ended well. */
  public static boolean isDone(SearchPlan plan, RunLog log) {
    return log.evaluations().stream().filter(Measured.class::isInstance).count()
        == plan.problem().space().size();
  }
}
