package org.kendall.search;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kendall.evaluate.Problem;
import org.kendall.space.Candidate;
import org.kendall.strategy.Strategy;

/**
 * A whole search, as a job file asks for it.
 *
 * @param job its name
 * @param seed all randomness comes from it
 * @param fidelity the share of a full evaluation that a trial is, but for those of the best few at
 *     the end
 * @param rivals candidates that are known to do well without a search, by what they are called
 */
public record SearchPlan(
    String job,
    long seed,
    Problem<?> problem,
    Strategy strategy,
    Rounds rounds,
    StopRule stop,
    ConfirmRule confirm,
    double fidelity,
    Map<String, List<Candidate>> rivals) {
  public SearchPlan {
    if (!(fidelity > 0 && fidelity <= 1)) {
      throw new IllegalArgumentException(
          "The fidelity (%s) must be above 0 and at most 1.".formatted(fidelity));
    }
    rivals = Collections.unmodifiableMap(new LinkedHashMap<>(rivals));
  }

  /** Of full evaluations, with nothing known before. */
  public SearchPlan(
      String job,
      long seed,
      Problem<?> problem,
      Strategy strategy,
      Rounds rounds,
      StopRule stop,
      ConfirmRule confirm) {
    this(job, seed, problem, strategy, rounds, stop, confirm, 1, Map.of());
  }
}
