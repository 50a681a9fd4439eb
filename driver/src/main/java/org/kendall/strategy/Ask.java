package org.kendall.strategy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;

/**
 * What a strategy is asked.
 *
 * @param pending trials that were proposed and are not evaluated yet
 * @param count how many proposals are wanted
 * @param chosen candidates that are in this round already
 */
public record Ask(
    Problem<?> problem, History history, List<Trial> pending, int count, List<Candidate> chosen) {
  public Ask {
    pending = List.copyOf(pending);
    chosen = List.copyOf(chosen);
    if (count < 1) {
      throw new IllegalArgumentException("The count (%d) must be positive.".formatted(count));
    }
  }

  /** With nothing chosen yet. */
  public Ask(Problem<?> problem, History history, List<Trial> pending, int count) {
    this(problem, history, pending, count, List.of());
  }

  /**
   * What is asked for each of the problem's budgets; itself where there are none. Over the rounds,
   * each budget has its equal share.
   */
  public List<Ask> perBudget() {
    List<? extends Problem<?>> within = problem.withinBudgets();
    List<Ask> asks = new ArrayList<>();
    for (int i = 0; i < within.size(); i++) {
      int before = Math.floorMod(i - proposed(), within.size()); // in the turn of budgets
      int share = (count - before + within.size() - 1) / within.size();
      if (share > 0) {
        asks.add(new Ask(within.get(i), history, pending, share, chosen));
      }
    }
    return asks;
  }

  /** The same when more was chosen. */
  public Ask without(Collection<Candidate> more) {
    List<Candidate> all = new ArrayList<>(chosen);
    all.addAll(more);
    return new Ask(problem, history, pending, count, all);
  }

  /** How many trials were proposed before: evaluated ones and pending ones. */
  public int proposed() {
    return history.size() + pending.size();
  }

  /** The candidates under way and those chosen, which are not to be proposed again. */
  public Set<Candidate> taken() {
    Set<Candidate> candidates = new HashSet<>(chosen);
    pending.forEach(trial -> candidates.add(trial.candidate()));
    return candidates;
  }
}
