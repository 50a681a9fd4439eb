package org.kendall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.kendall.evaluate.Problem;

/** The small run as a search for accurate and cheap cells. */
class FrontResultsTest {
  private static final Problem<?> PROBLEM = Cells.byAccuracyAndMacs(Map.of());

  /**
   * Accuracies are 90 to 96 %, costs 200,000 to 1,674,560 MACs: b has 95 % at 347,456, which is 5/6
   * times .9; g has 96 % at the same. a, the cheapest, is no better than the reference in accuracy;
   * of the random search h has 1/6 at the least cost, and d costs as much as the reference.
   */
  @Test
  void hypervolumesAreSharesOfTheBoxFromTheWorstToTheBestOfEachObjective() {
    FrontResults results = FrontResults.of(SmallRun.finished(), PROBLEM).orElseThrow();

    assertThat(results.reference())
        .containsExactly(Map.entry("validation_accuracy", 90.0), Map.entry("macs", 1_674_560.0));
    assertThat(results.best())
        .containsExactly(Map.entry("validation_accuracy", 96.0), Map.entry("macs", 200_000.0));
    assertThat(results.arms())
        .extracting(FrontResults.Arm::arm)
        .containsExactly("search", "baseline");
    FrontResults.Arm search = results.arms().get(0);
    assertThat(search.hypervolume()).isCloseTo(0.9, within(1e-12));
    assertThat(search.front()).extracting(Standing::trial).containsExactly(7L, 1L);
    assertThat(search.curve()).extracting(FrontResults.Point::evaluations).containsExactly(2, 7);
    assertThat(search.curve()).extracting(FrontResults.Point::trial).containsExactly(2L, 7L);
    assertThat(search.curve().get(0).hypervolume()).isCloseTo(0.75, within(1e-12));
    FrontResults.Arm random = results.arms().get(1);
    assertThat(random.front()).extracting(Standing::trial).containsExactly(8L, 9L);
    assertThat(random.hypervolume()).isCloseTo(1.0 / 6, within(1e-12));
  }

  @Test
  void theReferenceMayBeTold() {
    Problem<?> told = Cells.byAccuracyAndMacs(Map.of("validation_accuracy", 86.0));
    FrontResults results = FrontResults.of(SmallRun.finished(), told).orElseThrow();
    assertThat(results.reference()).containsEntry("validation_accuracy", 86.0);
    // 96 % of g at .9 of the cost, and beyond it a's 90 %, 4 of 10, at the last .1.
    assertThat(results.arms().get(0).hypervolume()).isCloseTo(0.9 + 0.4 * 0.1, within(1e-12));
  }

  @Test
  void oneObjectiveHasNoFrontNorHasARunThatHasJustStarted() {
    assertThat(FrontResults.of(SmallRun.finished(), Cells.problem())).isEmpty();
    assertThat(FrontResults.of(SmallRun.started(), PROBLEM)).isEmpty();
  }

  @Test
  void theSummaryHasTheFront() throws Exception {
    JsonNode json =
        new ObjectMapper().readTree(Summary.of(SmallRun.finished(), Cells.plan(PROBLEM)).toJson());
    assertThat(json.at("/front/objectives/1/name").asText()).isEqualTo("macs");
    assertThat(json.at("/front/arms/0/front/0/metrics/macs").asDouble()).isEqualTo(347_456);
    assertThat(json.at("/front/arms/0/curve/1/hypervolume").asDouble()).isEqualTo(0.9);
    assertThat(json.get("unknown_costs")).isEmpty();
  }

  @Test
  void theFrontIsTheTableOfTheTerminal() {
    assertThat(BestTable.of(SmallRun.finished(), Cells.plan(PROBLEM)))
        .startsWith(
            """
            Front of the search, 2 candidates:
              rank  candidate                                           validation_accuracy     macs  trial
                 1  |skip~0|+|skip~0|skip~1|+|conv1x1~0|skip~1|skip~2|              96.00 %  347.5 k      7
                 2  |skip~0|+|skip~0|skip~1|+|skip~0|skip~1|skip~2|                 90.00 %    200 k      1
            Hypervolume, as a share of the box from validation_accuracy 90.00 % and macs 1.675 M to \
            validation_accuracy 96.00 % and macs 200 k: search 0.9000, baseline 0.1667.
            """);
  }

  @Test
  void whatIsConfirmedIsOfTheFronts() {
    // Of the search g alone adds to the volume, then a; of the random search h, then d.
    List<Confirmed> confirmed = Confirmed.of(SmallRun.finished(), Cells.plan(PROBLEM));
    assertThat(confirmed).extracting(Confirmed::candidate).hasSize(3);
    assertThat(confirmed)
        .extracting(Confirmed::arms)
        .containsExactly(List.of("baseline"), List.of("search"), List.of("baseline"));
  }
}
