package org.kendall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.search.ProposedTrial;
import org.kendall.search.Round;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLog;
import org.kendall.search.RunStatus;
import org.kendall.search.Session;
import org.kendall.space.Candidate;

/**
 * A run of two rounds, small enough to work out all figures by hand.
 *
 * <pre>
 * search    round 1  trial 1  a  90       trial 2  b  95       trial 3  c  failed
 *           round 2  trial 4  d  96, predicted 3
 *                    trial 5  e  92, predicted 1
 *                    trial 6  f  94, predicted 2
 *                    trial 7  g  96, predicted 4
 * baseline  round 1  trial 8  d  95       trial 9  h  91
 * confirm   round 1  d: 95 and 97, tested 94 and 96; g: 93 and failed, tested 92; h: 90 and 91
 * </pre>
 */
final class SmallRun {
  static final Candidate A = Candidate.of(1, 1, 1, 1, 1, 1);
  static final Candidate B = Candidate.of(2, 1, 1, 1, 1, 1);
  static final Candidate C = Candidate.of(3, 1, 1, 1, 1, 1);
  static final Candidate D = Candidate.of(3, 2, 0, 1, 1, 1);
  static final Candidate E = Candidate.of(1, 2, 1, 1, 1, 1);
  static final Candidate F = Candidate.of(1, 3, 1, 1, 1, 1);
  static final Candidate G = Candidate.of(1, 1, 1, 2, 1, 1);
  static final Candidate H = Candidate.of(0, 0, 0, 1, 0, 0);
  static final String MESSAGE = "The loss (NaN) is not finite.";

  private static final long START = 1_000_000;
  private static final OptionalDouble UNPREDICTED = OptionalDouble.empty();

  private SmallRun() {}

  /** The whole run: 2 slots for 10 s, then 1 slot for 5 s; 15 trials of one second each. */
  static RunLog finished() {
    List<Evaluation> evaluations = new ArrayList<>(searched());
    evaluations.add(measured(trial(8, Stage.BASELINE, D), 95));
    evaluations.add(measured(trial(9, Stage.BASELINE, H), 91));
    evaluations.add(tested(trial(10, Stage.CONFIRM, D), 95, 94));
    evaluations.add(tested(trial(11, Stage.CONFIRM, D), 97, 96));
    evaluations.add(tested(trial(12, Stage.CONFIRM, G), 93, 92));
    evaluations.add(failed(trial(13, Stage.CONFIRM, G), MESSAGE));
    evaluations.add(tested(trial(14, Stage.CONFIRM, H), 90, 88));
    evaluations.add(tested(trial(15, Stage.CONFIRM, H), 91, 89));
    List<Round> rounds = new ArrayList<>(searchRounds());
    rounds.add(round(Stage.BASELINE, 1, evaluations.subList(7, 9)));
    rounds.add(round(Stage.CONFIRM, 1, evaluations.subList(9, 15)));
    return new RunLog(header(), sessions(), rounds, evaluations);
  }

  /** Before any trial ended. */
  static RunLog started() {
    Session session = new Session("local[2]", 2, START, START, RunStatus.RUNNING);
    return new RunLog(header(), List.of(session), searchRounds().subList(0, 1), List.of());
  }

  /** A measured and a failed trial; whatever bears a text bears this one. */
  static RunLog withText(String text) {
    RunHeader header = new RunHeader(1, text, text, text, 7, Cells.ACCURACY, START);
    Place place = new Place(text, text, text, 0, START, 1);
    Evaluation measured =
        new Evaluation.Measured(
            trial(1, Stage.SEARCH, A), place, Map.of("validation_accuracy", 90.0, text, 1.0));
    Evaluation failed =
        new Evaluation.Failed(trial(2, Stage.SEARCH, B), place, FailureKind.THREW, text, text);
    Session session = new Session(text, 1, START, START + 2000, RunStatus.FAILED);
    return new RunLog(
        header,
        List.of(session),
        List.of(round(Stage.SEARCH, 1, List.of(measured, failed))),
        List.of(measured, failed));
  }

  private static RunHeader header() {
    return new RunHeader(1, "0.1.0", "small", "", 7, Cells.ACCURACY, START);
  }

  private static List<Session> sessions() {
    return List.of(
        new Session("local[2]", 2, START, START + 10_000, RunStatus.INTERRUPTED),
        new Session("local[1]", 1, START + 60_000, START + 65_000, RunStatus.FINISHED));
  }

  private static List<Evaluation> searched() {
    return List.of(
        measured(trial(1, Stage.SEARCH, A), 90),
        measured(trial(2, Stage.SEARCH, B), 95),
        failed(trial(3, Stage.SEARCH, C), MESSAGE),
        measured(trial(4, Stage.SEARCH, D), 96),
        measured(trial(5, Stage.SEARCH, E), 92),
        measured(trial(6, Stage.SEARCH, F), 94),
        measured(trial(7, Stage.SEARCH, G), 96));
  }

  private static List<Round> searchRounds() {
    List<Evaluation> searched = searched();
    double[] predicted = {3, 1, 2, 4};
    List<ProposedTrial> second = new ArrayList<>();
    for (int i = 0; i < predicted.length; i++) {
      second.add(new ProposedTrial(searched.get(3 + i).trial(), OptionalDouble.of(predicted[i])));
    }
    return List.of(
        round(Stage.SEARCH, 1, searched.subList(0, 3)),
        new Round(Stage.SEARCH, 2, second, OptionalInt.of(3), 0.5, START));
  }

  private static Round round(Stage stage, int number, List<Evaluation> evaluations) {
    List<ProposedTrial> proposed =
        evaluations.stream().map(e -> new ProposedTrial(e.trial(), UNPREDICTED)).toList();
    return new Round(stage, number, proposed, OptionalInt.of(0), 0.5, START);
  }

  private static Trial trial(long number, Stage stage, Candidate candidate) {
    return new Trial(number, stage, candidate, 100 + number, 1);
  }

  private static Place place(Trial trial) {
    return new Place("host", "driver", "cpu", 0, START + 1000 * trial.number(), 1);
  }

  private static Evaluation measured(Trial trial, double accuracy) {
    return new Evaluation.Measured(trial, place(trial), Map.of("validation_accuracy", accuracy));
  }

  private static Evaluation tested(Trial trial, double validation, double test) {
    return new Evaluation.Measured(
        trial, place(trial), Map.of("validation_accuracy", validation, "test_accuracy", test));
  }

  private static Evaluation failed(Trial trial, String message) {
    return new Evaluation.Failed(trial, place(trial), FailureKind.DIVERGED, message, "at step 7");
  }
}
