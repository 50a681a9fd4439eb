package org.kendall.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.search.ProposedTrial;
import org.kendall.search.Round;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLog;
import org.kendall.search.RunStatus;
import org.kendall.search.Session;
import org.kendall.space.Candidate;
import org.kendall.space.EdgeGraph;

/** A run with invented but plausible figures, of any size. */
final class SyntheticRun {
  private static final long START = 1_750_000_000_000L;
  private static final int ROUND = 10;

  private final Random random = new Random(5);
  private final Problem<EdgeGraph> problem = Cells.problem();
  private final Map<Candidate, Double> worth = new HashMap<>();
  private final List<Round> rounds = new ArrayList<>();
  private final List<Evaluation> evaluations = new ArrayList<>();
  private final double[] slotFree;
  private long number;

  private SyntheticRun(int slots) {
    slotFree = new double[slots];
  }

  /** A search and a random search of that many trials each, and a confirmation of both. */
  static RunLog of(int trials, int slots) {
    SyntheticRun run = new SyntheticRun(slots);
    run.arm(Stage.SEARCH, trials);
    run.arm(Stage.BASELINE, trials);
    run.confirm();
    double end = Arrays.stream(run.slotFree).max().orElseThrow() + 2;
    RunHeader header = new RunHeader(1, "0.1.0", "cell-digits", "5f0c", 7, Cells.ACCURACY, START);
    Session session =
        new Session(
            "local[" + slots + "]", slots, START, START + (long) (end * 1000), RunStatus.FINISHED);
    return new RunLog(header, List.of(session), run.rounds, run.evaluations);
  }

  private void arm(Stage stage, int trials) {
    Set<Candidate> seen = new HashSet<>();
    for (int round = 1; (round - 1) * ROUND < trials; round++) {
      double skill = stage == Stage.SEARCH && round > 1 ? 1 - 1.0 / round : 0;
      List<ProposedTrial> proposed = new ArrayList<>();
      for (int i = 0; i < ROUND; i++) {
        Candidate candidate = fresh(seen, skill);
        double predicted = round * (skill * worth(candidate) + 2 * random.nextGaussian());
        proposed.add(
            new ProposedTrial(
                new Trial(++number, stage, candidate, number, 1),
                skill > 0 ? OptionalDouble.of(predicted) : OptionalDouble.empty()));
      }
      add(stage, round, proposed);
    }
  }

  private void confirm() {
    RunLog log =
        new RunLog(
            new RunHeader(1, "0.1.0", "cell-digits", "", 7, Cells.ACCURACY, START),
            List.of(),
            rounds,
            evaluations);
    Set<Candidate> chosen = new LinkedHashSet<>();
    for (Stage stage : List.of(Stage.SEARCH, Stage.BASELINE)) {
      log.ranked(stage).stream().limit(3).forEach(best -> chosen.add(best.trial().candidate()));
    }
    List<ProposedTrial> proposed = new ArrayList<>();
    for (Candidate candidate : chosen) {
      for (int seed = 0; seed < 3; seed++) {
        Trial trial = new Trial(++number, Stage.CONFIRM, candidate, number, 1);
        proposed.add(new ProposedTrial(trial, OptionalDouble.empty()));
      }
    }
    add(Stage.CONFIRM, 1, proposed);
  }

  private Candidate fresh(Set<Candidate> seen, double skill) {
    List<Candidate> drawn = new ArrayList<>();
    while (drawn.size() < 1 + (int) (40 * skill)) {
      Candidate candidate = problem.space().random(random);
      if (problem.allows(candidate) && !seen.contains(candidate)) {
        drawn.add(candidate);
      }
    }
    Candidate best =
        drawn.stream()
            .max(Comparator.comparingDouble(c -> worth(c) + 4 * random.nextGaussian()))
            .orElseThrow();
    seen.add(best);
    return best;
  }

  private double worth(Candidate candidate) {
    return worth.computeIfAbsent(
        candidate,
        c -> {
          double sum = 0;
          for (int option : c.toArray()) {
            sum += new double[] {-1.2, 0.5, 0.9, 1.6, -0.2}[option];
          }
          return 97.5 - 16 * Math.exp(-(sum + 3) / 3.2) + 0.5 * random.nextGaussian();
        });
  }

  private void add(Stage stage, int round, List<ProposedTrial> proposed) {
    double now = Arrays.stream(slotFree).min().orElseThrow();
    OptionalInt seen = OptionalInt.of((round - 1) * ROUND);
    rounds.add(new Round(stage, round, proposed, seen, 0.4, START + (long) (now * 1000)));
    proposed.forEach(p -> evaluations.add(evaluate(p.trial())));
  }

  private Evaluation evaluate(Trial trial) {
    int slot = 0;
    for (int i = 0; i < slotFree.length; i++) {
      slot = slotFree[i] < slotFree[slot] ? i : slot;
    }
    double start = slotFree[slot] + 0.05;
    double macs = problem.costs(trial.candidate()).get("macs");
    double seconds = 0.8 + macs / 2.5e6 + 0.2 * random.nextDouble();
    slotFree[slot] = start + seconds;
    Place place =
        new Place("worker-1", "driver", "cpu", slot, START + (long) (start * 1000), seconds);
    if (trial.number() % 23 == 0) {
      return new Evaluation.Failed(
          trial,
          place,
          FailureKind.values()[(int) (trial.number() / 23 % 4)],
          "The loss of epoch 3 (NaN) is not finite.",
          "org.kendall.evaluate.TrialFailedException: The loss is not finite.\n\tat Train.step");
    }
    double accuracy = Math.min(99.6, worth(trial.candidate()) + 0.35 * random.nextGaussian());
    Map<String, Double> metrics = new HashMap<>(Map.of("validation_accuracy", accuracy));
    if (trial.stage() == Stage.CONFIRM) {
      metrics.put("test_accuracy", accuracy - 0.4 + 0.3 * random.nextGaussian());
    }
    return new Evaluation.Measured(trial, place, metrics);
  }
}
