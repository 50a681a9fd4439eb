package org.kendall.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.strategy.History;

/** What the loop knows of the run: the journal's content, kept at hand. Used by one thread only. */
final class RunState {
  private final RunHeader header;
  private final List<Session> sessions;
  private final List<Round> rounds;
  private final List<Evaluation> evaluations;
  private final Map<Stage, List<Evaluation>> byStage = new EnumMap<>(Stage.class);
  private final Map<Long, Evaluation> byNumber = new HashMap<>();
  private final Map<Long, Trial> pending = new LinkedHashMap<>();
  private long lastNumber;

  RunState(RunLog log) {
    header = log.header();
    sessions = new ArrayList<>(log.sessions());
    rounds = new ArrayList<>();
    evaluations = new ArrayList<>();
    for (Stage stage : Stage.values()) {
      byStage.put(stage, new ArrayList<>());
    }
    log.rounds().forEach(this::add);
    add(log.evaluations());
  }

  void add(Round round) {
    rounds.add(round);
    for (ProposedTrial proposed : round.trials()) {
      Trial trial = proposed.trial();
      pending.put(trial.number(), trial);
      lastNumber = Math.max(lastNumber, trial.number());
    }
  }

  /** Takes evaluations in and returns those that are news: the first for its trial counts. */
  List<Evaluation> add(Collection<Evaluation> landed) {
    List<Evaluation> news = new ArrayList<>();
    for (Evaluation evaluation : landed) {
      if (pending.remove(evaluation.trial().number()) != null) {
        news.add(evaluation);
        byNumber.put(evaluation.trial().number(), evaluation);
        byStage.get(evaluation.trial().stage()).add(evaluation);
      }
    }
    evaluations.addAll(news);
    return news;
  }

  long nextNumber() {
    return lastNumber + 1;
  }

  /** The trials of a stage that are under way, first proposed first. */
  List<Trial> pending(Stage stage) {
    return pending.values().stream().filter(trial -> trial.stage() == stage).toList();
  }

  /** How many of them there are; another stage may have some that wait for its turn. */
  int inFlight(Stage stage) {
    return pending(stage).size();
  }

  int proposed(Stage stage) {
    return byStage.get(stage).size() + inFlight(stage);
  }

  int nextRound(Stage stage) {
    return 1 + (int) rounds.stream().filter(round -> round.stage() == stage).count();
  }

  History history(Stage stage) {
    return History.of(byStage.get(stage));
  }

  RunLog log() {
    return new RunLog(header, sessionsUntilNow(), rounds, evaluations);
  }

  private List<Session> sessionsUntilNow() {
    List<Session> all = new ArrayList<>(sessions);
    Session last = all.remove(all.size() - 1);
    all.add(
        new Session(
            last.master(),
            last.slots(),
            last.startedMillis(),
            Math.max(last.lastMillis(), System.currentTimeMillis()),
            last.status()));
    return all;
  }

  Progress progress(StagePlan plan) {
    List<Evaluation> ended = byStage.get(plan.stage());
    int measured = (int) ended.stream().filter(e -> e instanceof Evaluation.Measured).count();
    return new Progress(
        plan.stage(),
        plan.stop().trials(),
        measured,
        ended.size() - measured,
        inFlight(plan.stage()),
        best(ended),
        lastTau(plan.stage()));
  }

  private OptionalDouble best(List<Evaluation> ended) {
    Metric objective = header.objective();
    return ended.stream()
        .flatMapToDouble(e -> e.metric(objective.name()).stream())
        .reduce(
            (a, b) -> objective.direction().asGain(a) >= objective.direction().asGain(b) ? a : b);
  }

  private OptionalDouble lastTau(Stage stage) {
    for (int i = rounds.size() - 1; i >= 0; i--) {
      Round round = rounds.get(i);
      if (round.stage() == stage && round.isPredicted() && isMeasuredWhole(round)) {
        OptionalDouble tau = RoundTau.of(round, byNumber, header.objective());
        if (tau.isPresent()) {
          return tau;
        }
      }
    }
    return OptionalDouble.empty();
  }

  private boolean isMeasuredWhole(Round round) {
    return round.trials().stream().allMatch(p -> byNumber.containsKey(p.trial().number()));
  }

  /** The time that drivers have worked on the run, up to now. */
  double wallSeconds() {
    return sessionsUntilNow().stream().mapToDouble(Session::seconds).sum();
  }
}
