package org.kendall.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.evaluate.TrialContext;
import org.kendall.search.SimulatedWorkers.Proposing;
import org.kendall.space.Candidate;
import org.kendall.space.Choice;
import org.kendall.space.ChoiceSpace;
import org.kendall.strategy.Ask;
import org.kendall.strategy.Greedy;
import org.kendall.strategy.InnerEvolution;
import org.kendall.strategy.PredictorGuided;
import org.kendall.strategy.Proposal;
import org.kendall.strategy.Strategy;

class SimulatedSearchTest {
  /** How long the trials 1 to 7 take. */
  private static final List<Integer> SECONDS = List.of(5, 3, 4, 2, 6, 1, 2);

  private static final ChoiceSpace SPACE =
      new ChoiceSpace(
          List.of(Choice.ordered("n", IntStream.range(0, 7).mapToObj(i -> "" + i).toList())));

  /** Takes as long as is listed for the candidate. */
  private record Listed() implements Evaluator<Object> {
    @Override
    public List<Metric> metrics() {
      return List.of(Metric.maximized("value", ""), Metric.minimized("training_seconds", "s"));
    }

    @Override
    public Map<String, Double> evaluate(Object design, TrialContext context) {
      int place = context.trial().candidate().option(0);
      return Map.of("value", (double) place, "training_seconds", (double) SECONDS.get(place));
    }

    @Override
    public Duration timeLimit() {
      return Duration.ofMinutes(1);
    }
  }

  /** Proposes the candidates in their order. */
  private record InOrder() implements Strategy {
    @Override
    public List<Proposal> propose(Ask ask, RandomGenerator random) {
      int before = ask.proposed();
      return IntStream.range(before, Math.min(before + ask.count(), SECONDS.size()))
          .mapToObj(place -> Proposal.unpredicted(Candidate.of(place)))
          .toList();
    }
  }

  private static SearchPlan plan(Rounds rounds, int trials) {
    Listed listed = new Listed();
    Problem<?> problem = new Problem<>(SPACE, listed, List.of(), Map.of(), listed.metrics().get(0));
    ConfirmRule nothing = new ConfirmRule(0, 1, ConfirmRule.Baseline.NONE);
    return new SearchPlan(
        "listed", 3, problem, new InOrder(), rounds, StopRule.after(trials), nothing);
  }

  /** Lines of trial number, worker, start and end, in the order of landing. */
  private static List<String> schedule(SimulatedSearch.Outcome outcome) {
    return outcome.log().evaluations().stream()
        .map(
            e ->
                "%d on %d: %s to %s"
                    .formatted(
                        e.trial().number(),
                        e.place().slot(),
                        e.place().startedMillis() / 1000.0,
                        e.place().startedMillis() / 1000.0 + e.place().seconds()))
        .toList();
  }

  @Test
  void threeWorkersKeepClosedRoundsAsWorkedOutByHand() throws Exception {
    SearchPlan plan = plan(new Rounds(Rounds.Kind.CLOSED, 3, 0), 7);
    SimulatedSearch.Outcome outcome = SimulatedSearch.run(plan, SimulatedWorkers.reliable(3));
    assertThat(schedule(outcome))
        .containsExactly(
            "2 on 1: 0.0 to 3.0",
            "3 on 2: 0.0 to 4.0",
            "1 on 0: 0.0 to 5.0",
            "6 on 2: 5.0 to 6.0",
            "4 on 0: 5.0 to 7.0",
            "5 on 1: 5.0 to 11.0",
            "7 on 0: 11.0 to 13.0");
    assertThat(outcome.seconds()).isEqualTo(13);
  }

  @Test
  void threeWorkersKeepRollingRoundsAsWorkedOutByHand() throws Exception {
    SearchPlan plan = plan(new Rounds(Rounds.Kind.ROLLING, 2, 1), 7);
    SimulatedSearch.Outcome outcome = SimulatedSearch.run(plan, SimulatedWorkers.reliable(3));
    assertThat(schedule(outcome))
        .containsExactly(
            "2 on 1: 0.0 to 3.0",
            "3 on 2: 0.0 to 4.0",
            "1 on 0: 0.0 to 5.0",
            "4 on 1: 3.0 to 5.0",
            "6 on 0: 5.0 to 6.0",
            "7 on 1: 5.0 to 7.0",
            "5 on 2: 4.0 to 10.0");
    assertThat(outcome.seconds()).isEqualTo(10);
  }

  @Test
  void stragglersTakeAsManyTimesAsLong() throws Exception {
    SearchPlan plan = plan(new Rounds(Rounds.Kind.ROLLING, 2, 1), 7);
    SimulatedWorkers slow = new SimulatedWorkers(3, 0, 1, 4, 1, Proposing.FREE);
    assertThat(SimulatedSearch.run(plan, slow).seconds()).isEqualTo(40);
  }

  @Test
  void aTrialThatFailsCostsAPartOfItsTimeAndRunsAgainElsewhere() throws Exception {
    SearchPlan plan = plan(new Rounds(Rounds.Kind.CLOSED, 2, 0), 2);
    SimulatedWorkers failing = new SimulatedWorkers(3, Math.nextDown(1.0), 0, 1, 1, Proposing.FREE);
    SimulatedSearch.Outcome outcome = SimulatedSearch.run(plan, failing);
    // Trials of 5 and 3 seconds begin on the workers 0 and 1; worker 2 takes what fails first,
    // and what fails second goes to the worker that the first has left.
    double first = part(1, failing) * 5;
    double second = part(2, failing) * 3;
    int retryOfTrial1 = first < second ? 2 : 1;
    int retryOfTrial2 = first < second ? 0 : 2;
    for (Evaluation e : outcome.log().evaluations()) {
      boolean one = e.trial().number() == 1;
      assertThat(e).isInstanceOf(Measured.class);
      assertThat(e.place().slot()).isEqualTo(one ? retryOfTrial1 : retryOfTrial2);
      assertThat(e.place().startedMillis() / 1000.0)
          .isCloseTo(one ? first : second, within(0.0006)); // rounded to milliseconds
      assertThat(e.place().seconds()).isCloseTo(one ? 5 : 3, within(1e-9));
    }
    assertThat(outcome.seconds()).isCloseTo(Math.max(first + 5, second + 3), within(1e-9));
  }

  private static double part(long number, SimulatedWorkers workers) {
    return drawn(number, workers).firstSeconds() / workers.trialSeconds();
  }

  private static SimulatedTrial drawn(long number, SimulatedWorkers workers) {
    Trial trial = new Trial(number, Stage.SEARCH, Candidate.of(0), 0, 1);
    Place place = new Place("", "", "cpu", 0, 0, 0);
    return SimulatedTrial.of(new Measured(trial, place, Map.of()), workers, 3);
  }

  @Test
  void aLoneWorkerRunsAgainWhatFailedOnIt() throws Exception {
    SearchPlan plan = plan(new Rounds(Rounds.Kind.CLOSED, 1, 0), 1);
    SimulatedWorkers failing = new SimulatedWorkers(1, Math.nextDown(1.0), 0, 1, 1, Proposing.FREE);
    assertThat(SimulatedSearch.run(plan, failing).seconds())
        .isCloseTo(part(1, failing) * 5 + 5, within(1e-9));
  }

  @Test
  void failuresAndStragglersHaveTheirShares() {
    // Standard errors of 10,000 draws are 0.004 and 0.0046; the bounds are at five of them (false
    // failures: 1 in 10^6). The parts that are lost are uniform: mean 1/2, at five errors of 0.005.
    SimulatedWorkers workers = new SimulatedWorkers(3, 0.2, 0.3, 8, 1, Proposing.FREE);
    List<SimulatedTrial> drawn =
        LongStream.rangeClosed(1, 10_000).mapToObj(number -> drawn(number, workers)).toList();
    assertThat(drawn.stream().filter(SimulatedTrial::failsFirst).count() / 1e4)
        .isCloseTo(0.2, within(0.02));
    List<SimulatedTrial> whole = drawn.stream().filter(trial -> !trial.failsFirst()).toList();
    assertThat(whole.stream().filter(trial -> trial.firstSeconds() == 8).count())
        .isCloseTo(Math.round(0.3 * whole.size()), within(250L));
    assertThat(whole).allMatch(trial -> trial.firstSeconds() == 8 || trial.firstSeconds() == 1);
    SimulatedWorkers failing = new SimulatedWorkers(3, Math.nextDown(1.0), 0, 1, 1, Proposing.FREE);
    double lost =
        LongStream.rangeClosed(1, 10_000)
            .mapToDouble(n -> part(n, failing))
            .average()
            .orElseThrow();
    assertThat(lost).isCloseTo(0.5, within(0.015));
  }

  @ParameterizedTest
  @EnumSource(Rounds.Kind.class)
  void equalSeedsHaveEqualHistories(Rounds.Kind kind) throws Exception {
    SimulatedWorkers workers = new SimulatedWorkers(4, 0.3, 0.3, 5, 1, Proposing.FREE);
    SimulatedSearch.Outcome first = SimulatedSearch.run(toy(kind), workers);
    SimulatedSearch.Outcome second = SimulatedSearch.run(toy(kind), workers);
    assertThat(history(second)).isEqualTo(history(first));
    assertThat(second.seconds()).isEqualTo(first.seconds());
    assertThat(first.log().evaluations(Stage.SEARCH)).hasSize(40);
  }

  /** All but the stack traces of failures. */
  private static List<String> history(SimulatedSearch.Outcome outcome) {
    return outcome.log().evaluations().stream()
        .map(e -> e instanceof Failed f ? f.trial() + f.message() + f.place() : e.toString())
        .toList();
  }

  private static SearchPlan toy(Rounds.Kind kind) {
    return new SearchPlan(
        "toy",
        7,
        Toy.problem(),
        new PredictorGuided(
            8, new Toy.KnowsBest(), new InnerEvolution(20, 5, 5, 0.5), new Greedy()),
        new Rounds(kind, 5, 0),
        StopRule.after(40),
        new ConfirmRule(2, 3, ConfirmRule.Baseline.RANDOM));
  }

  @Test
  void proposingTakesTimeOnlyIfThatIsAskedFor() throws Exception {
    SearchPlan plan = plan(new Rounds(Rounds.Kind.CLOSED, 3, 0), 7);
    SimulatedWorkers timed = new SimulatedWorkers(3, 0, 0, 1, 1, Proposing.TIMED);
    assertThat(SimulatedSearch.run(plan, timed).seconds()).isGreaterThan(13).isLessThan(60);
  }

  @Test
  void theSearchEndsWhenItHasComeFarEnough() throws Exception {
    SearchPlan plan = plan(new Rounds(Rounds.Kind.CLOSED, 1, 0), 7);
    SimulatedSearch.Outcome outcome =
        SimulatedSearch.run(
            plan, SimulatedWorkers.reliable(3), progress -> progress.best().orElse(0) >= 2);
    assertThat(outcome.log().evaluations()).hasSize(3);
    assertThat(outcome.seconds()).isEqualTo(5 + 3 + 4);
  }

  @Test
  void workersThatCannotBeAreRefused() {
    assertThatThrownBy(() -> SimulatedWorkers.reliable(0))
        .hasMessage("The count (0) must be positive.");
    assertThatThrownBy(() -> new SimulatedWorkers(1, 1, 0, 1, 1, Proposing.FREE))
        .hasMessage("The failures (1.0) must be a share in [0, 1).");
    assertThatThrownBy(() -> new SimulatedWorkers(1, 0, 0, 0.5, 1, Proposing.FREE))
        .hasMessage("The slowdown (0.5) must be 1 or more.");
  }
}
