package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Budgets;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Rung;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;

class SuccessiveHalvingTest extends StrategyContract {
  private static final Place PLACE = new Place("h", "0", "cpu", 0, 0, 1);
  private static final SuccessiveHalving ASYNCHRONOUS = halving(0, true);

  private final List<Evaluation> ended = new ArrayList<>();
  private final List<Trial> pending = new ArrayList<>();

  private static SuccessiveHalving halving(int bracket, boolean stopHopeless) {
    return new SuccessiveHalving(new Random(), 3, 3, bracket, stopHopeless);
  }

  @Override
  Strategy strategy() {
    return ASYNCHRONOUS;
  }

  @Override
  Problem<?> problem() {
    return Toy.ofCurves();
  }

  private static Candidate candidate(long ladder) {
    return Candidate.of(0, 0, 0, (int) (ladder / 10), 9);
  }

  /** A trial of a ladder; rung 0 is of a ninth, 1 of a third, 2 in full. */
  private static Trial trial(long number, long ladder, int rung) {
    double[] fidelities = {0, 1 / 9.0, 1 / 3.0, 1};
    return new Trial(
        number,
        Stage.SEARCH,
        candidate(ladder),
        ladder,
        fidelities[rung + 1],
        new Rung(ladder, fidelities[rung]));
  }

  private void measured(long number, long ladder, int rung, double sum) {
    ended.add(new Measured(trial(number, ladder, rung), PLACE, Map.of("sum", sum)));
  }

  private List<Proposal> proposals(SuccessiveHalving strategy, Problem<?> problem, int count) {
    Ask ask = new Ask(problem, History.of(ended), pending, count);
    return strategy.propose(ask, RandomGeneratorFactory.of("L64X128MixRandom").create(1));
  }

  private List<Proposal> proposals(SuccessiveHalving strategy, int count) {
    return proposals(strategy, problem(), count);
  }

  /** The ladders that are sent on, in order. */
  private static List<Long> promoted(List<Proposal> proposals) {
    return proposals.stream()
        .flatMap(proposal -> proposal.step().orElseThrow().after().stream())
        .map(Trial::home)
        .toList();
  }

  @Test
  void thirdOfARungIsPromotedBestFirst() {
    for (int i = 1; i <= 10; i++) {
      measured(i, i, 0, i % 7); // 6, 5 and 4 are best; of 10, three go on
    }
    List<Proposal> round = proposals(ASYNCHRONOUS, 8);
    assertThat(promoted(round)).containsExactly(6L, 5L, 4L);
    assertThat(round.subList(0, 3)).allMatch(p -> p.step().orElseThrow().fidelity() == 1 / 3.0);
    assertThat(round.subList(3, 8))
        .allMatch(p -> p.step().orElseThrow().fidelity() == 1 / 9.0)
        .allMatch(p -> p.step().orElseThrow().after().isEmpty());
  }

  @Test
  void thoseWhoWereSentOnAreNotSentOnAgain() {
    for (int i = 1; i <= 9; i++) {
      measured(i, i, 0, i);
    }
    pending.add(trial(10, 9, 1));
    measured(11, 8, 1, 80);
    assertThat(promoted(proposals(ASYNCHRONOUS, 8))).containsExactly(7L);
  }

  @Test
  void higherRungsComeFirst() {
    for (int i = 1; i <= 12; i++) {
      measured(i, i, 0, i);
    }
    for (int i = 12; i >= 10; i--) {
      measured(25 - i, i, 1, 10 * i);
    }
    List<Proposal> round = proposals(ASYNCHRONOUS, 2);
    assertThat(promoted(round)).containsExactly(12L, 9L);
    assertThat(round.get(0).step().orElseThrow().fidelity()).isEqualTo(1);
  }

  @Test
  void failedOnesCountForTheShareAndAreNotPromoted() {
    for (int i = 1; i <= 2; i++) {
      measured(i, i, 0, i);
    }
    for (int i = 3; i <= 9; i++) {
      ended.add(new Failed(trial(i, i, 0), PLACE, FailureKind.DIVERGED, "no", ""));
    }
    assertThat(promoted(proposals(ASYNCHRONOUS, 9))).containsExactly(2L, 1L);
  }

  @Test
  void eachBudgetHasItsOwnOrder() {
    Problem<?> plain = Toy.ofCurves();
    Toy.Curve curve = new Toy.Curve();
    // The cost is nine times the tenth of the ladder's number.
    Problem<?> problem =
        new Problem<>(
            new Toy.Digits(),
            curve,
            List.of(new Toy.Product()),
            Map.of(),
            plain.objective(),
            new Budgets("product", List.of(5.0, 40.0)));
    for (int i = 4; i < 16; i++) {
      measured(i, i, 0, i); // six are cheap and have smaller sums, six are not
    }
    assertThat(promoted(proposals(ASYNCHRONOUS, problem, 9))).containsExactly(9L, 8L, 15L, 14L);
  }

  @Test
  void hopelessCurveStays() {
    for (int i = 1; i <= 5; i++) { // they gain at most 5 from the second rung on
      measured(3 * i, i, 0, 50);
      measured(3 * i + 1, i, 1, 60 + i);
      measured(3 * i + 2, i, 2, 60 + 2 * i);
    }
    measured(18, 6, 0, 50);
    measured(19, 6, 1, 64.9); // with 5 more it would have 69.9; the best has 70
    assertThat(promoted(proposals(ASYNCHRONOUS, 1))).isEmpty();
    assertThat(promoted(proposals(halving(0, false), 1))).containsExactly(6L); // two of six go on
    ended.remove(ended.size() - 1);
    measured(19, 6, 1, 65.5);
    assertThat(promoted(proposals(ASYNCHRONOUS, 1))).containsExactly(6L);
  }

  @Test
  void bracketWaitsOnEachRungAndOthersBeginAfterIt() {
    SuccessiveHalving synchronous = halving(9, true);
    assertThat(proposals(synchronous, 20)).hasSize(9);
    for (int i = 1; i <= 8; i++) {
      measured(i, i, 0, i);
    }
    pending.add(trial(9, 9, 0));
    assertThat(proposals(synchronous, 20)).isEmpty();
    pending.clear();
    measured(9, 9, 0, 9);
    assertThat(promoted(proposals(synchronous, 20))).containsExactly(9L, 8L, 7L);
    measured(10, 9, 1, 10);
    measured(11, 8, 1, 30);
    pending.add(trial(12, 7, 1));
    assertThat(proposals(synchronous, 20)).isEmpty();
    pending.clear();
    measured(12, 7, 1, 20);
    assertThat(promoted(proposals(synchronous, 20))).containsExactly(8L);
    measured(13, 8, 2, 40);
    List<Proposal> next = proposals(synchronous, 20);
    assertThat(next).hasSize(9);
    assertThat(promoted(next)).isEmpty();
    for (int i = 14; i <= 22; i++) {
      measured(i, i, 0, i);
    }
    assertThat(promoted(proposals(synchronous, 20))).containsExactly(22L, 21L, 20L);
  }

  @Test
  void whereTheSpaceHasNoMoreABracketGoesOnWithThoseThereAre() {
    SuccessiveHalving of =
        new SuccessiveHalving(Listed.only(List.of(candidate(1), candidate(2))), 2, 2, 4, true);
    for (int i = 1; i <= 2; i++) {
      Trial trial = new Trial(i, Stage.SEARCH, candidate(i), i, 0.5, new Rung(i, 0));
      ended.add(new Measured(trial, PLACE, Map.of("sum", (double) i)));
    }
    assertThat(promoted(proposals(of, 4))).containsExactly(2L);
  }

  @Test
  void entrantsSeeTheLowestRungAlone() {
    List<Ask> asked = new ArrayList<>();
    Strategy spy =
        (ask, random) -> {
          asked.add(ask);
          return List.of();
        };
    measured(1, 1, 0, 1);
    measured(2, 2, 0, 2);
    measured(3, 2, 1, 3);
    Candidate alone = candidate(77);
    ended.add(new Measured(new Trial(4, Stage.SEARCH, alone, 4, 1), PLACE, Map.of("sum", 4.0)));
    pending.add(trial(5, 5, 0));
    proposals(new SuccessiveHalving(spy, 3, 3, 0, true), 4);
    assertThat(asked.get(0).history().evaluations())
        .extracting(e -> e.trial().number())
        .containsExactly(1L, 2L);
    assertThat(asked.get(0).pending()).extracting(Trial::number).containsExactly(5L);
    assertThat(asked.get(0).taken()).containsExactlyInAnyOrder(candidate(5), alone);
  }

  /** The algorithm of the paper, written anew for curves that are known beforehand. */
  private static List<List<Integer>> reference(double[][] curves, int eta) {
    int rungs = curves[0].length;
    List<List<Integer>> on =
        IntStream.range(0, rungs).mapToObj(r -> (List<Integer>) new ArrayList<Integer>()).toList();
    int next = 0;
    while (next < curves.length) {
      boolean sentOn = false;
      for (int rung = rungs - 2; rung >= 0 && !sentOn; rung--) {
        int at = rung;
        List<Integer> best =
            on.get(rung).stream()
                .sorted(Comparator.comparingDouble(i -> -curves[i][at]))
                .limit(on.get(rung).size() / eta)
                .filter(i -> !on.get(at + 1).contains(i))
                .toList();
        if (!best.isEmpty()) {
          on.get(rung + 1).add(best.get(0));
          sentOn = true;
        }
      }
      if (!sentOn) {
        on.get(0).add(next++);
      }
    }
    return on;
  }

  @Test
  void oneWorkerSendsOnWhomTheAlgorithmOfThePaperSendsOn() {
    var random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    double[][] curves = new double[60][3];
    for (double[] curve : curves) {
      for (int rung = 0; rung < 3; rung++) {
        curve[rung] = 10 * rung + random.nextDouble();
      }
    }
    List<List<Integer>> expected = reference(curves, 3);
    SuccessiveHalving strategy = halving(0, false);
    List<List<Integer>> met = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    long number = 1;
    List<Long> ladders = new ArrayList<>();
    while (ladders.size() < curves.length || !promoted(proposals(strategy, 1)).isEmpty()) {
      Proposal proposal = proposals(strategy, 1).get(0);
      var after = proposal.step().orElseThrow().after();
      long ladder = after.map(Trial::home).orElse(number);
      int rung = strategy.rung(proposal.step().orElseThrow().fidelity());
      if (after.isEmpty()) {
        ladders.add(ladder);
      }
      int place = ladders.indexOf(ladder);
      Trial trial =
          new Trial(
              number++,
              Stage.SEARCH,
              proposal.candidate(),
              1,
              strategy.fidelity(rung),
              after.map(Rung::after).orElse(new Rung(ladder, 0)));
      ended.add(new Measured(trial, PLACE, Map.of("sum", curves[place][rung])));
      met.get(rung).add(place);
    }
    // The reference ends before the last promotions.
    for (int rung = 0; rung < 3; rung++) {
      assertThat(met.get(rung)).startsWith(expected.get(rung).toArray(Integer[]::new));
    }
    assertThat(met.get(0)).hasSize(60);
    assertThat(met.get(1)).hasSizeBetween(20, 40);
  }

  @Test
  void settingsThatDoNotFitAreRefused() {
    assertThatThrownBy(() -> new SuccessiveHalving(new Random(), 1, 3, 0, true))
        .hasMessage("The reduction (1) must be 2 at least.");
    assertThatThrownBy(() -> new SuccessiveHalving(new Random(), 3, 1, 0, true))
        .hasMessage("The rungs (1) must be 2 to 10.");
    assertThatThrownBy(() -> halving(8, true))
        .hasMessage(
            "The bracket (8) must be 0, or 9 at least for one of it to reach the last of 3 rungs.");
    assertThatThrownBy(() -> new SuccessiveHalving(ASYNCHRONOUS, 3, 3, 0, true))
        .hasMessage("The entrants must be named by another strategy.");
    assertThatThrownBy(() -> ASYNCHRONOUS.check(Toy.ofTwo()))
        .hasMessageContaining("promotes by one objective; here are sum, product.\n");
    assertThatThrownBy(() -> ASYNCHRONOUS.check(Toy.problem()))
        .hasMessage(
            "Successive halving begins with 0.111 of an evaluation. This evaluator knows trials in full only.");
  }
}
