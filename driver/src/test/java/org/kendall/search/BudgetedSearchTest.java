package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.space.Candidate;
import org.kendall.strategy.Greedy;
import org.kendall.strategy.InnerEvolution;
import org.kendall.strategy.Listed;
import org.kendall.strategy.PredictorGuided;

/** A search that serves several budgets, is compared with rivals, and measures its best anew. */
class BudgetedSearchTest {
  private static final Candidate FIRST = Candidate.of(0, 0, 1, 1, 1);
  private static final Candidate RIVAL = Candidate.of(2, 2, 2, 2, 2);
  private static final Candidate TOO_DEAR = Candidate.of(9, 9, 9, 9, 9);

  @TempDir Path directory;

  private static Problem<?> problem() {
    Toy.Sum sum = new Toy.Sum();
    return new Problem<>(
        new Toy.Digits(),
        sum,
        List.of(new Toy.Product()),
        Map.of(),
        sum.metrics().get(0),
        new Budgets("product", List.of(9.0, 25.0)));
  }

  private static SearchPlan plan(int trials) {
    PredictorGuided guided =
        new PredictorGuided(16, new Toy.KnowsBest(), new InnerEvolution(), new Greedy());
    return new SearchPlan(
        "budgets",
        3,
        problem(),
        Listed.before(List.of(FIRST, TOO_DEAR), guided),
        new Rounds(Rounds.Kind.CLOSED, 8, 0),
        new StopRule(trials, 0),
        new ConfirmRule(2, 3, ConfirmRule.Baseline.NONE),
        0.5,
        Map.of("rival", List.of(RIVAL)));
  }

  private RunLog run(SearchPlan plan) throws Exception {
    RunDirectory run = new RunDirectory(directory.resolve("run").toString(), new Configuration());
    run.create();
    try (ThreadDispatcher dispatcher = new ThreadDispatcher(plan.problem(), 2);
        JournaledRun journaled =
            JournaledRun.open(run, RunHeader.of(plan, "", "test"), "threads", 2);
        Search search = new Search(plan, dispatcher, journaled, new Watcher() {})) {
      assertThat(search.run()).isEqualTo(RunStatus.FINISHED);
      return search.log();
    }
  }

  private static double cost(Evaluation evaluation) {
    return problem().costs(evaluation.trial().candidate()).get("product");
  }

  @Test
  void theBestWithinEachBudgetIsFoundMeasuredInFullAndConfirmed() throws Exception {
    RunLog log = run(plan(64));

    assertThat(log.evaluations(Stage.SEARCH))
        .hasSize(64)
        .allMatch(evaluation -> evaluation.trial().fidelity() == 0.5)
        .allMatch(evaluation -> cost(evaluation) <= 25);
    assertThat(log.evaluations(Stage.RIVAL))
        .extracting(evaluation -> evaluation.trial().candidate())
        .containsExactly(RIVAL);
    assertThat(log.evaluations(Stage.RERANK))
        .isNotEmpty()
        .allMatch(evaluation -> evaluation.trial().fidelity() == 1);
    Arms arms = new Arms(log, plan(64));
    List<? extends Problem<?>> within = problem().withinBudgets();
    // Sorted digits: with d * e <= 25, 5 5 5 5 5 has the largest sum; with 9, 3 3 3 3 3.
    assertThat(arms.putForward("search", within.get(0)))
        .containsExactly(Candidate.of(3, 3, 3, 3, 3));
    assertThat(arms.putForward("search", within.get(1)))
        .containsExactly(Candidate.of(5, 5, 5, 5, 5));
    assertThat(arms.putForward("rival", within.get(0))).containsExactly(RIVAL);
    assertThat(log.evaluations(Stage.CONFIRM))
        .hasSize(3 * arms.putForward().size())
        .extracting(evaluation -> evaluation.trial().seed())
        .satisfies(seeds -> assertThat(seeds.stream().distinct()).hasSize(3));
  }

  private static Candidate first(RunLog log) {
    return log.rounds(Stage.SEARCH).get(0).trials().get(0).trial().candidate();
  }

  @Test
  void aListIsTriedFirstButForWhatIsTooDear() throws Exception {
    RunLog log = run(plan(64));

    assertThat(first(log)).isEqualTo(FIRST);
    assertThat(log.evaluations())
        .extracting(evaluation -> evaluation.trial().candidate())
        .doesNotContain(TOO_DEAR);
  }

  @Test
  void aLongerSearchKnowsWhatTheShorterOnePutForward() throws Exception {
    Map<Candidate, Set<String>> shorter = Arms.byCandidate(run(plan(16)), plan(16));
    RunLog log = run(plan(64));
    Map<Candidate, Set<String>> longer = Arms.byCandidate(log, plan(64));

    assertThat(shorter.get(RIVAL)).containsExactly("rival");
    // Sixteen at random miss the best of both budgets; what they put forward is training still.
    assertThat(shorter.keySet()).hasSize(3);
    shorter.forEach((candidate, arms) -> assertThat(longer.get(candidate)).containsAll(arms));
    assertThat(longer.get(Candidate.of(3, 3, 3, 3, 3))).containsExactly("search");
    assertThat(longer.get(Candidate.of(5, 5, 5, 5, 5))).containsExactly("search");
    assertThat(longer.keySet())
        .containsExactlyInAnyOrderElementsOf(
            log.evaluations(Stage.CONFIRM).stream()
                .map(evaluation -> evaluation.trial().candidate())
                .collect(Collectors.toSet()));
  }

  @Test
  void roundsTellHowManyTrialsThePredictorHadSeen() throws Exception {
    // Closed rounds of 8: each was asked for when all before had ended.
    assertThat(run(plan(64)).rounds(Stage.SEARCH))
        .extracting(round -> round.seen().orElseThrow())
        .containsExactly(0, 8, 16, 24, 32, 40, 48, 56);
  }
}
