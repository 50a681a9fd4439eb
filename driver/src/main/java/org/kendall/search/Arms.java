package org.kendall.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.space.Candidate;
import org.kendall.strategy.Representatives;

/**
 * The ways in which a run found candidates, and the best few of each within each budget: they are
 * measured again.
 */
public final class Arms {
  /** What was tried before the predictor had learnt anything; only where there are rivals. */
  public static final String TRAINING = "training";

  private final RunLog log;
  private final SearchPlan plan;
  private final Map<String, List<Measured>> ranked = new LinkedHashMap<>();

  public Arms(RunLog log, SearchPlan plan) {
    this.log = log;
    this.plan = plan;
    ranked.put(Stage.SEARCH.label(), log.ranked(Stage.SEARCH));
    ranked.put(Stage.BASELINE.label(), log.ranked(Stage.BASELINE));
    if (!plan.rivals().isEmpty()) {
      ranked.put(TRAINING, unpredicted());
    }
    plan.rivals().forEach((name, candidates) -> ranked.put(name, rivals(Set.copyOf(candidates))));
  }

  private List<Measured> unpredicted() {
    Set<Long> numbers = new HashSet<>();
    log.rounds(Stage.SEARCH).stream()
        .flatMap(round -> round.trials().stream())
        .filter(proposed -> proposed.predicted().isEmpty() && proposed.trial().rung().from() == 0)
        .forEach(proposed -> numbers.add(proposed.trial().number()));
    return log.ranked(Stage.SEARCH).stream()
        .filter(measured -> numbers.contains(measured.trial().home()))
        .toList();
  }

  private List<Measured> rivals(Set<Candidate> candidates) {
    return log.ranked(Stage.RIVAL).stream()
        .filter(measured -> candidates.contains(measured.trial().candidate()))
        .toList();
  }

  /** What they are called, the search first. */
  public List<String> names() {
    return List.copyOf(ranked.keySet());
  }

  /**
   * The best few of each arm within each budget, each once, as they are found there; of several
   * objectives, the few that stand for the arm's front.
   */
  public List<Candidate> best() {
    Set<Candidate> best = new LinkedHashSet<>();
    for (String arm : ranked.keySet()) {
      plan.problem().withinBudgets().forEach(within -> best.addAll(best(arm, within)));
    }
    return List.copyOf(best);
  }

  private List<Candidate> best(String arm, Problem<?> within) {
    int count = plan.confirm().candidates();
    List<Measured> measured = ranked.get(arm);
    return within.objectives().areSeveral()
        ? candidates(Representatives.of(within, measured, count), within)
        : candidates(measured, within).stream().limit(count).toList();
  }

  private static List<Candidate> candidates(List<Measured> measured, Problem<?> within) {
    return measured.stream()
        .map(one -> one.trial().candidate())
        .distinct()
        .filter(within::allows)
        .toList();
  }

  /**
   * What each arm puts forward within a budget to be confirmed: its best few or, where trials were
   * not full ones, the best one of them in full; of several objectives, those on the front in full.
   *
   * @param within one of the problem's budgets
   */
  public List<Candidate> putForward(String arm, Problem<?> within) {
    List<Candidate> best = best(arm, within);
    if (plan.fidelity() == 1) {
      return best;
    }
    List<Measured> inFull =
        log.ranked(Stage.RERANK).stream()
            .filter(measured -> best.contains(measured.trial().candidate()))
            .toList();
    return within.objectives().areSeveral()
        ? candidates(Representatives.front(within, inFull), within)
        : candidates(inFull, within).stream().limit(1).toList();
  }

  /**
   * The arms that put forward each candidate that was, by candidate and in the order of {@link
   * #names}. Where a longer search has found better ones, those of the shorter one count too.
   */
  public static Map<Candidate, Set<String>> byCandidate(RunLog log, SearchPlan plan) {
    Map<Candidate, Set<String>> byCandidate = new HashMap<>();
    // A stage begins when those before it have ended: the numbers of its trials tell what it knew.
    Stream.concat(
            log.rounds(Stage.CONFIRM).stream().map(round -> log.before(round.firstNumber())),
            Stream.of(log))
        .map(known -> new Arms(known, plan))
        .forEach(arms -> arms.putForwardInto(byCandidate));
    return byCandidate;
  }

  private void putForwardInto(Map<Candidate, Set<String>> byCandidate) {
    for (String arm : ranked.keySet()) {
      for (Problem<?> within : plan.problem().withinBudgets()) {
        putForward(arm, within)
            .forEach(c -> byCandidate.computeIfAbsent(c, any -> new LinkedHashSet<>()).add(arm));
      }
    }
  }

  /** What all arms put forward within all budgets, each once. */
  public List<Candidate> putForward() {
    Set<Candidate> all = new LinkedHashSet<>();
    for (String arm : ranked.keySet()) {
      plan.problem().withinBudgets().forEach(within -> all.addAll(putForward(arm, within)));
    }
    return new ArrayList<>(all);
  }
}
