package org.kendall.search;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Stage;

/** What the loop knows of the run: the journal's content, kept at hand. Used by one thread only. */
final class RunState {
  private final RunHeader header;
  private final List<Session> sessions;
  private final List<Round> rounds = new ArrayList<>();
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final Map<Long, Evaluation> byNumber = new HashMap<>();
  private final Map<Stage, StageState> stages = new EnumMap<>(Stage.class);
  private long lastNumber;

  RunState(RunLog log) {
    header = log.header();
    sessions = log.sessions();
    for (Stage stage : Stage.values()) {
      stages.put(stage, new StageState(header.objective()));
    }
    log.rounds().forEach(this::add);
    add(log.evaluations());
  }

  StageState stage(Stage stage) {
    return stages.get(stage);
  }

  void add(Round round) {
    rounds.add(round);
    stage(round.stage()).add(round);
    round.trials().forEach(p -> lastNumber = Math.max(lastNumber, p.trial().number()));
  }

  /** Takes evaluations in and returns those that are news. */
  List<Evaluation> add(Collection<Evaluation> landed) {
    List<Evaluation> news = new ArrayList<>();
    for (Evaluation evaluation : landed) {
      if (stage(evaluation.trial().stage()).add(evaluation)) {
        news.add(evaluation);
        byNumber.put(evaluation.trial().number(), evaluation);
      }
    }
    evaluations.addAll(news);
    return news;
  }

  long nextNumber() {
    return lastNumber + 1;
  }

  RunLog log() {
    return new RunLog(header, sessionsUntilNow(), rounds, evaluations);
  }

  /** The time that drivers have worked on the run, up to now. */
  double wallSeconds() {
    return sessionsUntilNow().stream().mapToDouble(Session::seconds).sum();
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
    return stage(plan.stage()).progress(plan, lastTau(plan.stage()));
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
}
