package org.kendall.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.predict.Ranking;
import org.kendall.predict.Scored;
import org.kendall.search.Toy;
import org.kendall.space.Candidate;

class PredictorGuidedTest {
  private static final InnerEvolution EVOLUTION = new InnerEvolution(40, 10, 10, 0.5);

  @Nested
  class Evolving extends StrategyContract {
    @Override
    Strategy strategy() {
      return new PredictorGuided(10, new Toy.KnowsBest(), EVOLUTION, new Greedy());
    }
  }

  @Nested
  class Enumerating extends StrategyContract {
    @Override
    Strategy strategy() {
      Exhaustive inner = new Exhaustive(100_000, 20_000, EVOLUTION);
      return new PredictorGuided(10, new Toy.KnowsBest(), inner, new Greedy());
    }
  }

  @Nested
  class Drawing extends StrategyContract {
    @Override
    Strategy strategy() {
      return new PredictorGuided(10, new Toy.KnowsBest(), new InnerRandom(20), new Greedy());
    }
  }

  @Test
  void theFirstAreDrawnAtRandomAndNotPredicted() {
    Ask ask = nothingTried();
    assertThat(
            new PredictorGuided(10, new Toy.KnowsBest(), EVOLUTION, new Greedy())
                .propose(ask, random()))
        .allMatch(proposal -> proposal.predicted().isEmpty());
  }

  @Test
  void thenTheBestByPredictionComeBestFirst() {
    List<Proposal> proposals = proposeAfterTwo();
    assertThat(proposals).first().extracting(Proposal::candidate).hasToString("6.6.6.6.6");
    assertThat(proposals)
        .isSortedAccordingTo(
            (a, b) -> Double.compare(b.predicted().getAsDouble(), a.predicted().getAsDouble()));
  }

  @Test
  void evolutionBeginsWithAsManyAsAreDrawn() {
    Ask ask = nothingTried();
    Ranking flat = candidates -> new double[candidates.size()];
    assertThat(new InnerEvolution(40, 10, 1, 0.5, 300).search(flat, ask, random()))
        .hasSize(300)
        .doesNotHaveDuplicates();
  }

  /** By the rough ranking the last digit counts, by the full one the first. */
  @Test
  void ofVeryManyOnlyTheRoughlyBestAreScoredInFull() {
    Ranking ranking =
        new Ranking() {
          @Override
          public double[] score(List<Candidate> candidates) {
            return candidates.stream().mapToDouble(candidate -> candidate.option(0)).toArray();
          }

          @Override
          public Ranking rough() {
            return candidates -> candidates.stream().mapToDouble(c -> c.option(4)).toArray();
          }
        };
    Ask ask = nothingTried();
    List<Scored> met = new Exhaustive(100_000, 100, EVOLUTION).search(ranking, ask, random());
    assertThat(met)
        .hasSize(100)
        .allMatch(scored -> scored.gain() == scored.candidate().option(0))
        .extracting(scored -> scored.candidate().option(4))
        .containsExactlyInAnyOrderElementsOf(largestLastDigits(100));
  }

  private static Ask nothingTried() {
    return new Ask(Toy.problem(), History.of(List.of()), List.of(), 8);
  }

  private static List<Integer> largestLastDigits(int count) {
    return new FreshCandidates(nothingTried())
        .all().stream()
            .map(candidate -> candidate.option(4))
            .sorted(Comparator.reverseOrder())
            .limit(count)
            .toList();
  }

  private static List<Proposal> proposeAfterTwo() {
    History history = History.of(List.of(measured(1, 0), measured(2, 1)));
    Ask ask = new Ask(Toy.problem(), history, List.of(), 8);
    return new PredictorGuided(2, new Toy.KnowsBest(), EVOLUTION, new Greedy())
        .propose(ask, random());
  }

  private static Measured measured(long number, int last) {
    Trial trial = new Trial(number, Stage.SEARCH, Candidate.of(0, 0, 0, 0, last), 0, 1);
    return new Measured(trial, new Place("h", "0", "cpu", 0, 0, 1), Map.of("sum", 1.0 * last));
  }

  private static RandomGenerator random() {
    return java.util.random.RandomGeneratorFactory.of("L64X128MixRandom").create(5);
  }
}
