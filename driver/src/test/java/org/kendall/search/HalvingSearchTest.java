package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.report.RungResults;
import org.kendall.report.Summary;
import org.kendall.strategy.Greedy;
import org.kendall.strategy.InnerEvolution;
import org.kendall.strategy.PredictorGuided;
import org.kendall.strategy.SuccessiveHalving;

/** Searches by successive halving, from the first round to the confirmation. */
class HalvingSearchTest {
  @TempDir Path directory;

  private static SearchPlan plan(Rounds.Kind kind, int bracket, int trials) {
    PredictorGuided entrants =
        new PredictorGuided(
            8, new Toy.KnowsBest(), new InnerEvolution(20, 5, 5, 0.5), new Greedy());
    return new SearchPlan(
        "halving",
        7,
        Toy.ofCurves(),
        new SuccessiveHalving(entrants, 3, 3, bracket, true),
        new Rounds(kind, 5, 0),
        StopRule.after(trials),
        new ConfirmRule(2, 3, ConfirmRule.Baseline.RANDOM));
  }

  private RunDirectory folder(String name) throws Exception {
    return new RunDirectory(directory.resolve(name).toString(), new Configuration());
  }

  private static List<Trial> trials(RunLog log) {
    return log.rounds(Stage.SEARCH).stream()
        .flatMap(round -> round.trials().stream())
        .map(ProposedTrial::trial)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"ROLLING, 0", "CLOSED, 0", "ROLLING, 18", "CLOSED, 18"})
  void ladderIsClimbedRungByRungWithOneCandidateAndOneSeed(Rounds.Kind kind, int bracket)
      throws Exception {
    RunLog log = SearchTest.run(plan(kind, bracket, 52), 3, folder("run"));
    Map<Long, Trial> last = new HashMap<>();
    for (Trial trial : trials(log)) {
      Trial before = last.put(trial.home(), trial);
      if (before == null) {
        assertThat(trial.home()).isEqualTo(trial.number());
        assertThat(trial.rung().from()).isZero();
        assertThat(trial.fidelity()).isEqualTo(1 / 9.0);
      } else {
        assertThat(trial.candidate()).isEqualTo(before.candidate());
        assertThat(trial.seed()).isEqualTo(before.seed());
        assertThat(trial.rung().from()).isEqualTo(before.fidelity());
        assertThat(trial.fidelity()).isEqualTo(3 * before.fidelity());
      }
    }
    assertThat(log.evaluations(Stage.SEARCH)).hasSize(52);
    assertThat(last.values()).extracting(Trial::candidate).doesNotHaveDuplicates();
  }

  @Test
  void twoBracketsPromoteAThirdOfEachRung() throws Exception {
    RunLog log = SearchTest.run(plan(Rounds.Kind.ROLLING, 18, 52), 3, folder("run"));
    assertThat(Summary.of(log, plan(Rounds.Kind.ROLLING, 18, 52)).rungs())
        .extracting(
            rung -> Math.round(9 * rung.fidelity()),
            rung -> rung.measured() + rung.failed(),
            RungResults::promoted)
        .containsExactly(tuple(1L, 36, 12), tuple(3L, 12, 4), tuple(9L, 4, 0));
    assertThat(log.work(Stage.SEARCH)).isEqualTo((36 + 12 * 2 + 4 * 6) / 9.0);
  }

  @Test
  void randomSearchBesideItHasAsMuchWorkAndTheBestAreOfFullTrials() throws Exception {
    RunLog log = SearchTest.run(plan(Rounds.Kind.CLOSED, 18, 52), 2, folder("run"));
    assertThat(log.evaluations(Stage.BASELINE)).hasSize(9); // 84 ninths
    assertThat(log.evaluations(Stage.BASELINE)).allMatch(e -> e.trial().fidelity() == 1);
    assertThat(log.ranked(Stage.SEARCH)).hasSize(4).allMatch(m -> m.trial().fidelity() == 1);
    assertThat(log.evaluations(Stage.CONFIRM))
        .extracting(e -> e.trial().candidate())
        .contains(log.ranked(Stage.SEARCH).get(0).trial().candidate());
  }

  @ParameterizedTest
  @EnumSource(Rounds.Kind.class)
  void whatWasStoppedGoesOnWithoutAnythingTwice(Rounds.Kind kind) throws Exception {
    for (int trials = 9; trials <= 52; trials += 13) { // a longer search each time
      SearchTest.run(plan(kind, 0, trials), 3, folder("parts"));
    }
    RunLog log = Journal.read(folder("parts")).orElseThrow();
    assertThat(log.evaluations()).extracting(e -> e.trial().number()).doesNotHaveDuplicates();
    assertThat(trials(log))
        .extracting(trial -> trial.home() + " " + trial.fidelity())
        .doesNotHaveDuplicates();
  }

  @Test
  void closedRoundsThatWereStoppedAndTakenUpGiveTheSameHistory() throws Exception {
    SearchPlan plan = plan(Rounds.Kind.CLOSED, 0, 40);
    List<String> whole = SearchTest.history(SearchTest.run(plan, 2, folder("whole")));
    for (int part = 0; part < 3; part++) {
      SearchTest.runUntil(plan, folder("parts"), 11);
    }
    assertThat(SearchTest.history(SearchTest.run(plan, 2, folder("parts")))).isEqualTo(whole);
  }

  @Test
  void checkpointsStayOfThoseWhoMayGoOn() throws Exception {
    RunDirectory run = folder("run");
    RunLog whole = SearchTest.run(plan(Rounds.Kind.CLOSED, 0, 52), 2, run);
    for (Evaluation one : whole.evaluations(Stage.SEARCH)) {
      Path checkpoint = checkpoint(one.trial().home());
      Files.createDirectories(checkpoint.getParent());
      Files.writeString(checkpoint, "a state");
    }
    RunLog going =
        new RunLog(
            whole.header(), List.of(), whole.rounds(Stage.SEARCH), whole.evaluations(Stage.SEARCH));
    new CheckpointSweep(run).of(going);
    Map<Long, Evaluation> last = new HashMap<>();
    going.evaluations().stream()
        .sorted(Comparator.comparingLong(e -> e.trial().number()))
        .forEach(e -> last.put(e.trial().home(), e));
    assertThat(last.values())
        .filteredOn(e -> e.trial().fidelity() == 1 || e instanceof Evaluation.Failed)
        .isNotEmpty()
        .noneMatch(e -> Files.exists(checkpoint(e.trial().home())));
    List<Evaluation> foot =
        last.values().stream()
            .filter(e -> e.trial().rung().from() == 0 && e.metric("sum").isPresent())
            .sorted(Comparator.comparingDouble(e -> -e.metric("sum").getAsDouble()))
            .toList();
    assertThat(Files.exists(checkpoint(foot.get(0).trial().home()))).isTrue();
    assertThat(Files.exists(checkpoint(foot.get(foot.size() - 1).trial().home()))).isFalse();

    new CheckpointSweep(run).of(whole);
    assertThat(directory.resolve("run/checkpoints")).isEmptyDirectory();
  }

  private Path checkpoint(long home) {
    return directory.resolve("run/checkpoints/" + home + "/000000001.checkpoint");
  }

  @Test
  void trialUnderWayKeepsWhatItGoesOnFrom() throws Exception {
    RunDirectory run = folder("run");
    RunLog whole = SearchTest.run(plan(Rounds.Kind.CLOSED, 0, 52), 2, run);
    Trial sentOn =
        trials(whole).stream().filter(t -> t.rung().from() > 0).findFirst().orElseThrow();
    Files.createDirectories(checkpoint(sentOn.home()).getParent());
    Files.writeString(checkpoint(sentOn.home()), "a state");
    List<Evaluation> before =
        whole.evaluations(Stage.SEARCH).stream()
            .filter(e -> e.trial().home() != sentOn.home() || e.trial().number() < sentOn.number())
            .toList();
    new CheckpointSweep(run)
        .of(new RunLog(whole.header(), List.of(), whole.rounds(Stage.SEARCH), before));
    assertThat(checkpoint(sentOn.home())).exists();
  }
}
