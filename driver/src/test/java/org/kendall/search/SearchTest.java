package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;
import org.kendall.strategy.Greedy;
import org.kendall.strategy.InnerEvolution;
import org.kendall.strategy.PredictorGuided;

class SearchTest {
  private static final int TRIALS = 40;

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void closedRoundsGiveTheSameHistoryOnAnyNumberOfSlots(int slots) throws Exception {
    List<String> alone = history(run(plan(Rounds.Kind.CLOSED), 1, "alone", Integer.MAX_VALUE));
    List<String> many = history(run(plan(Rounds.Kind.CLOSED), slots, "many", Integer.MAX_VALUE));
    assertThat(many).isEqualTo(alone);
  }

  @Test
  void closedRoundsThatWereStoppedAndTakenUpGiveTheSameHistory() throws Exception {
    List<String> whole = history(run(plan(Rounds.Kind.CLOSED), 2, "whole", Integer.MAX_VALUE));
    for (int part = 1; part <= 4; part++) {
      RunLog log = run(plan(Rounds.Kind.CLOSED), 2, "parts", 11 * part);
      assertThat(log.status()).isEqualTo(RunStatus.INTERRUPTED);
    }
    RunLog last = run(plan(Rounds.Kind.CLOSED), 2, "parts", Integer.MAX_VALUE);
    assertThat(last.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(history(last)).isEqualTo(whole);
  }

  @ParameterizedTest
  @EnumSource(Rounds.Kind.class)
  void everyTrialIsMeasuredOnceAndNoCandidateTwice(Rounds.Kind kind) throws Exception {
    RunLog log = run(plan(kind), 4, "run", Integer.MAX_VALUE);
    for (Stage stage : List.of(Stage.SEARCH, Stage.BASELINE)) {
      assertThat(log.evaluations(stage)).hasSize(TRIALS);
      assertThat(log.evaluations(stage))
          .extracting(e -> e.trial().candidate())
          .doesNotHaveDuplicates();
    }
    assertThat(log.evaluations()).extracting(e -> e.trial().number()).doesNotHaveDuplicates();
  }

  private static List<Candidate> best(RunLog log, Stage stage, int count) {
    return log.ranked(stage).stream()
        .map(measured -> measured.trial().candidate())
        .limit(count)
        .toList();
  }

  @Test
  void limitsAreKeptAndTheBestIsFound() throws Exception {
    RunLog log = run(plan(Rounds.Kind.ROLLING), 4, "run", Integer.MAX_VALUE);
    assertThat(log.evaluations())
        .allMatch(e -> Toy.problem().costs(e.trial().candidate()).get("product") <= 40);
    // Sorted digits with d * e <= 40: 6 6 6 6 6 has the largest sum, 30.
    assertThat(best(log, Stage.SEARCH, 1).get(0)).hasToString("6.6.6.6.6");
  }

  @Test
  void theBestOfBothStagesAreConfirmedFromOtherSeeds() throws Exception {
    RunLog log = run(plan(Rounds.Kind.ROLLING), 2, "run", Integer.MAX_VALUE);
    List<Evaluation> confirmed = log.evaluations(Stage.CONFIRM);
    assertThat(confirmed)
        .extracting(e -> e.trial().candidate())
        .containsAll(best(log, Stage.SEARCH, 2));
    assertThat(confirmed)
        .extracting(e -> e.trial().candidate())
        .containsAll(best(log, Stage.BASELINE, 2));
    List<Long> seeds = confirmed.stream().map(e -> e.trial().seed()).distinct().toList();
    assertThat(seeds).hasSize(plan(Rounds.Kind.ROLLING).confirm().seeds());
    for (Candidate candidate : best(log, Stage.SEARCH, 2)) { // compared in pairs
      assertThat(confirmed)
          .filteredOn(e -> e.trial().candidate().equals(candidate))
          .extracting(e -> e.trial().seed())
          .containsExactlyInAnyOrderElementsOf(seeds);
    }
  }

  @Test
  void badCandidatesAreRecordedAndNotTriedAgain() throws Exception {
    RunLog log = run(plan(Rounds.Kind.ROLLING), 2, "run", Integer.MAX_VALUE);
    assertThat(log.evaluations(Stage.BASELINE))
        .filteredOn(Failed.class::isInstance)
        .allMatch(e -> e.trial().candidate().option(0) == 4);
  }

  @Test
  void longerSearchGoesOnFromAFinishedOne() throws Exception {
    run(plan(Rounds.Kind.CLOSED), 2, "run", Integer.MAX_VALUE);
    SearchPlan plan = plan(Rounds.Kind.CLOSED);
    SearchPlan longer =
        new SearchPlan(
            plan.job(),
            plan.seed(),
            plan.problem(),
            plan.strategy(),
            plan.rounds(),
            StopRule.after(TRIALS + 10),
            plan.confirm());
    RunLog log = run(longer, 2, "run", Integer.MAX_VALUE);
    assertThat(log.evaluations(Stage.SEARCH)).hasSize(TRIALS + 10);
    assertThat(log.status()).isEqualTo(RunStatus.FINISHED);
  }

  @Test
  void searchThatRanOutOfDiskGoesOnToTheSameHistory() throws Exception {
    List<String> whole = history(run(plan(Rounds.Kind.CLOSED), 2, "whole", Integer.MAX_VALUE));
    Path folder = directory.resolve("full");
    PoorDisk disk = new PoorDisk();
    SearchPlan plan = plan(Rounds.Kind.CLOSED);
    for (int part = 0; part < 3; part++) {
      disk.leave(4321);
      assertThatThrownBy(() -> run(plan, 2, disk.directory(folder)))
          .isInstanceOf(RunLostException.class)
          .hasMessageContaining("cannot be written: No space left on device.\nThe search stops");
    }
    RunLog log = run(plan, 2, "full", Integer.MAX_VALUE);
    assertThat(log.status()).isEqualTo(RunStatus.FINISHED);
    assertThat(history(log)).isEqualTo(whole);
  }

  static SearchPlan plan(Rounds.Kind kind) {
    return new SearchPlan(
        "toy",
        7,
        Toy.problem(),
        new PredictorGuided(
            8, new Toy.KnowsBest(), new InnerEvolution(20, 5, 5, 0.5), new Greedy()),
        new Rounds(kind, 5, 0),
        StopRule.after(TRIALS),
        new ConfirmRule(2, 3, ConfirmRule.Baseline.RANDOM));
  }

  private RunLog run(SearchPlan plan, int slots, String name, int stopAfter)
      throws IOException, InterruptedException {
    String path = directory.resolve(name).toString();
    return run(plan, slots, new RunDirectory(path, new Configuration()), stopAfter);
  }

  static RunLog run(SearchPlan plan, int slots, RunDirectory run)
      throws IOException, InterruptedException {
    return run(plan, slots, run, Integer.MAX_VALUE);
  }

  /** Until so many trials have landed in this session. */
  static void runUntil(SearchPlan plan, RunDirectory run, int stopAfter)
      throws IOException, InterruptedException {
    run(plan, 2, run, stopAfter);
  }

  private static RunLog run(SearchPlan plan, int slots, RunDirectory run, int stopAfter)
      throws IOException, InterruptedException {
    RunHeader header = RunHeader.of(plan, "d", "test");
    try (JournaledRun journaled = JournaledRun.open(run, header, "threads", slots);
        ThreadDispatcher dispatcher = new ThreadDispatcher(plan.problem(), slots)) {
      StopsAfter watcher = new StopsAfter(stopAfter);
      try (Search search = new Search(plan, dispatcher, journaled, watcher)) {
        watcher.search = search;
        journaled.journal().sessionEnds(search.run());
      }
    }
    return Journal.read(run).orElseThrow();
  }

  /** What a history tells, without times and places, by trial number. */
  static List<String> history(RunLog log) {
    return log.evaluations().stream()
        .sorted(Comparator.comparingLong(e -> e.trial().number()))
        .map(e -> text(e.trial()) + (e instanceof Evaluation.Measured m ? m.metrics() : "failed"))
        .toList();
  }

  private static String text(Trial trial) {
    return trial.number() + " " + trial.stage() + " " + trial.candidate() + " " + trial.seed();
  }

  private static final class StopsAfter implements Watcher {
    private final int trials;
    private final AtomicInteger seen = new AtomicInteger();
    private Search search;

    StopsAfter(int trials) {
      this.trials = trials;
    }

    @Override
    public void landed(Progress progress) {
      if (seen.incrementAndGet() == Math.min(trials, 11) && trials < Integer.MAX_VALUE) {
        search.stop();
      }
    }
  }
}
