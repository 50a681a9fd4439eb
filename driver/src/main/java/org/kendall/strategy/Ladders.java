package org.kendall.strategy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;

/** Who stands on which rung of successive halving, and who is to be promoted. Immutable. */
final class Ladders {
  private final SuccessiveHalving rule;
  private final Ask ask;
  private final List<? extends Problem<?>> budgets;
  private final LearningCurves curves;

  /** By rung, lowest first, and by the number of the ladder: of the bracket that is under way. */
  private final List<NavigableMap<Long, Climber>> rungs;

  private final boolean waits;

  private Ladders(
      SuccessiveHalving rule, Ask ask, List<NavigableMap<Long, Climber>> rungs, boolean waits) {
    this.rule = rule;
    this.ask = ask;
    this.budgets = ask.problem().withinBudgets();
    this.rungs = rungs;
    this.waits = waits;
    this.curves = LearningCurves.of(rule, ask);
  }

  /**
   * A candidate on a rung.
   *
   * @param gain larger is better; empty for one that failed or is under way
   */
  private record Climber(Trial trial, boolean hasEnded, OptionalDouble gain) {
    static final Comparator<Climber> BETTER =
        Comparator.comparingDouble((Climber climber) -> -climber.gain.getAsDouble())
            .thenComparingLong(climber -> climber.trial.home());
  }

  static Ladders of(SuccessiveHalving rule, Ask ask) {
    Metric objective = ask.problem().objective();
    List<Climber> all = new ArrayList<>();
    for (Evaluation ended : ask.history().evaluations()) {
      OptionalDouble value = ended.metric(objective.name());
      all.add(
          new Climber(
              ended.trial(),
              true,
              value.isPresent()
                  ? OptionalDouble.of(objective.direction().asGain(value.getAsDouble()))
                  : value));
    }
    ask.pending().forEach(trial -> all.add(new Climber(trial, false, OptionalDouble.empty())));
    List<NavigableMap<Long, Climber>> rungs = new ArrayList<>();
    for (int rung = 0; rung < rule.rungs(); rung++) {
      rungs.add(new TreeMap<>());
    }
    all.stream()
        .filter(climber -> climber.trial.rung().isOnLadder())
        .forEach(climber -> rungs.get(rungOf(rule, climber)).put(climber.trial.home(), climber));
    return new Ladders(rule, ask, lastBracket(rule, rungs), !rule.isAsynchronous());
  }

  private static int rungOf(SuccessiveHalving rule, Climber climber) {
    return rule.rung(climber.trial.fidelity());
  }

  /** Brackets follow one another, so that all but the last have come to their end. */
  private static List<NavigableMap<Long, Climber>> lastBracket(
      SuccessiveHalving rule, List<NavigableMap<Long, Climber>> rungs) {
    int begun = rungs.get(0).size();
    if (rule.isAsynchronous() || begun <= rule.bracket()) {
      return rungs;
    }
    int before = (begun - 1) / rule.bracket() * rule.bracket();
    long first = rungs.get(0).keySet().stream().skip(before).findFirst().orElseThrow();
    return rungs.stream().map(rung -> rung.tailMap(first, true)).toList();
  }

  /** The same where nobody waits for more to come. */
  Ladders withoutWaiting() {
    return new Ladders(rule, ask, rungs, false);
  }

  /** Up to so many promotions, to the highest rung first. */
  List<Proposal> promotions(int count) {
    List<Proposal> promotions = new ArrayList<>();
    for (int rung = rule.rungs() - 2; rung >= 0; rung--) {
      if (isWhole(rung)) {
        double fidelity = rule.fidelity(rung + 1);
        promotable(rung).stream()
            .limit(count - promotions.size())
            .forEach(climber -> promotions.add(Proposal.promoted(climber.trial, fidelity)));
      }
    }
    return promotions;
  }

  /** Those among the best of a rung, within their budget, who may go on and have not. */
  private List<Climber> promotable(int rung) {
    Map<Integer, List<Climber>> ended = new LinkedHashMap<>();
    for (Climber climber : rungs.get(rung).values()) {
      if (climber.hasEnded) {
        ended.computeIfAbsent(budget(climber), any -> new ArrayList<>()).add(climber);
      }
    }
    return ended.values().stream()
        .flatMap(
            group ->
                group.stream()
                    .filter(climber -> climber.gain.isPresent())
                    .sorted(Climber.BETTER)
                    .limit(group.size() / rule.reduction()))
        .filter(climber -> !rungs.get(rung + 1).containsKey(climber.trial.home()))
        .filter(climber -> !curves.isHopeless(rung, climber.gain.getAsDouble()))
        .toList();
  }

  /** The place of the first budget that it keeps. */
  private int budget(Climber climber) {
    Candidate candidate = climber.trial.candidate();
    int budget = 0;
    while (budget < budgets.size() - 1 && !budgets.get(budget).allows(candidate)) {
      budget++;
    }
    return budget;
  }

  /** Whether nobody more is to come to a rung, or nobody waits for that. */
  private boolean isWhole(int rung) {
    boolean allEnded = rungs.get(rung).values().stream().allMatch(Climber::hasEnded);
    return !waits
        || allEnded
            && (rung == 0
                ? rungs.get(0).size() == rule.bracket()
                : isWhole(rung - 1) && promotable(rung - 1).isEmpty());
  }

  /** How many may begin now. */
  int room() {
    int begun = rungs.get(0).size();
    return !waits
        ? Integer.MAX_VALUE
        : isWhole(rule.rungs() - 1) ? rule.bracket() : rule.bracket() - begun;
  }

  /** A question about the lowest rung alone. */
  Ask askForEntrants(int count) {
    List<Evaluation> ended =
        ask.history().evaluations().stream().filter(e -> isAtFoot(e.trial())).toList();
    List<Trial> pending = ask.pending().stream().filter(this::isAtFoot).toList();
    List<Candidate> chosen = new ArrayList<>(ask.chosen());
    Stream.concat(
            ask.history().evaluations().stream().map(Evaluation::trial), ask.pending().stream())
        .filter(trial -> !trial.rung().isOnLadder())
        .forEach(alone -> chosen.add(alone.candidate()));
    return new Ask(ask.problem(), History.of(ended), pending, count, chosen);
  }

  private boolean isAtFoot(Trial trial) {
    return trial.rung().isOnLadder() && trial.rung().from() == 0;
  }
}
