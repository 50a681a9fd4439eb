package org.kendall.search;

import java.util.Comparator;
import java.util.List;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Stage;

/**
 * All that a journal tells. Immutable.
 *
 * @param rounds in the order in which they were proposed
 * @param evaluations in the order in which they came in; one per trial number
 */
public record RunLog(
    RunHeader header, List<Session> sessions, List<Round> rounds, List<Evaluation> evaluations) {
  public RunLog {
    sessions = List.copyOf(sessions);
    rounds = List.copyOf(rounds);
    evaluations = List.copyOf(evaluations);
  }

  /** The rounds of one stage, first to last. */
  public List<Round> rounds(Stage stage) {
    return rounds.stream().filter(round -> round.stage() == stage).toList();
  }

  /** The evaluations of one stage, in the order in which they came in. */
  public List<Evaluation> evaluations(Stage stage) {
    return evaluations.stream().filter(e -> e.trial().stage() == stage).toList();
  }

  /** The part of the run whose trials have smaller numbers. */
  RunLog before(long number) {
    return new RunLog(
        header,
        sessions,
        rounds.stream().filter(round -> round.firstNumber() < number).toList(),
        evaluations.stream().filter(e -> e.trial().number() < number).toList());
  }

  /** Those of a stage's evaluations that are of the largest fidelity that any of them is of. */
  public List<Evaluation> fullest(Stage stage) {
    List<Evaluation> all = evaluations(stage);
    double most =
        all.stream()
            .filter(Measured.class::isInstance)
            .mapToDouble(evaluation -> evaluation.trial().fidelity())
            .max()
            .orElse(0);
    return all.stream().filter(evaluation -> evaluation.trial().fidelity() >= most).toList();
  }

  /**
   * What a stage measured in the largest fidelity, best by the objective first; ties go to the
   * earlier trial.
   */
  public List<Measured> ranked(Stage stage) {
    Metric objective = header.objective();
    return fullest(stage).stream()
        .filter(evaluation -> evaluation.metric(objective.name()).isPresent())
        .map(Measured.class::cast)
        .sorted(
            Comparator.comparingDouble((Measured measured) -> -gain(measured, objective))
                .thenComparingLong(measured -> measured.trial().number()))
        .toList();
  }

  private static double gain(Measured measured, Metric objective) {
    return objective.direction().asGain(measured.metric(objective.name()).orElseThrow());
  }

  /** What a stage's trials come to, in full evaluations. */
  public double work(Stage stage) {
    return evaluations(stage).stream().mapToDouble(ended -> ended.trial().work()).sum();
  }

  /** How the run stands, by its last session. */
  public RunStatus status() {
    return sessions.isEmpty() ? RunStatus.RUNNING : sessions.get(sessions.size() - 1).status();
  }

  /** The time that drivers worked on the run, all sessions together, in seconds. */
  public double wallSeconds() {
    return sessions.stream().mapToDouble(Session::seconds).sum();
  }

  /**
   * Busy slot time over available slot time: the seconds of all evaluations over the sum of slots
   * times wall time of the sessions; zero before any time passed.
   */
  public double utilisation() {
    double busy = evaluations.stream().mapToDouble(e -> e.place().seconds()).sum();
    double available = sessions.stream().mapToDouble(s -> s.slots() * s.seconds()).sum();
    return available > 0 ? busy / available : 0;
  }
}
