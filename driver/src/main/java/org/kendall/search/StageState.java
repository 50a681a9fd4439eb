package org.kendall.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Trial;
import org.kendall.strategy.History;

/** What the loop knows of one stage. Used by one thread only. */
final class StageState {
  private final Metric objective;
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final Map<Long, Trial> pending = new LinkedHashMap<>();
  private int rounds;
  private int measured;
  private OptionalDouble best = OptionalDouble.empty();
  private double bestFidelity;

  StageState(Metric objective) {
    this.objective = objective;
  }

  void add(Round round) {
    rounds++;
    round.trials().forEach(p -> pending.put(p.trial().number(), p.trial()));
  }

  /** Takes an evaluation in; false if its trial is not under way: the first for a trial counts. */
  boolean add(Evaluation evaluation) {
    if (pending.remove(evaluation.trial().number()) == null) {
      return false;
    }
    evaluations.add(evaluation);
    measured += evaluation instanceof Evaluation.Measured ? 1 : 0;
    OptionalDouble value = evaluation.metric(objective.name());
    if (value.isPresent()) {
      take(value.getAsDouble(), evaluation.trial().fidelity());
    }
    return true;
  }

  /** The best is one of the largest fidelity. */
  private void take(double value, double fidelity) {
    if (fidelity > bestFidelity) {
      bestFidelity = fidelity;
      best = OptionalDouble.of(value);
    } else if (fidelity == bestFidelity) {
      best = OptionalDouble.of(better(value));
    }
  }

  private double better(double value) {
    Metric.Direction direction = objective.direction();
    return best.isPresent() && direction.asGain(best.getAsDouble()) > direction.asGain(value)
        ? best.getAsDouble()
        : value;
  }

  /** The trials that are under way, first proposed first. */
  List<Trial> pending() {
    return List.copyOf(pending.values());
  }

  int inFlight() {
    return pending.size();
  }

  /** How many trials were proposed, ended ones and those under way. */
  int proposed() {
    return evaluations.size() + pending.size();
  }

  /** How many trials have ended. */
  int ended() {
    return evaluations.size();
  }

  int nextRound() {
    return rounds + 1;
  }

  History history() {
    return History.of(evaluations);
  }

  Progress progress(StagePlan plan, OptionalDouble tau) {
    int failed = evaluations.size() - measured;
    return new Progress(
        plan.stage(), plan.stop().trials(), measured, failed, pending.size(), best, tau);
  }
}
