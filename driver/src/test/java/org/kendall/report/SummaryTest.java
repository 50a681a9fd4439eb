package org.kendall.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.kendall.report.Summary.Counts;

class SummaryTest {
  private final Summary summary = Summary.of(SmallRun.finished(), Cells.plan(Cells.problem()));

  @Test
  void trialsAreCountedByStage() {
    assertThat(summary.trials().measured()).isEqualTo(13);
    assertThat(summary.trials().failed()).isEqualTo(2);
    assertThat(summary.trials().stages())
        .containsExactly(
            Map.entry("search", new Counts(6, 1, 7)),
            Map.entry("baseline", new Counts(2, 0, 2)),
            Map.entry("confirm", new Counts(5, 1, 6)));
  }

  @Test
  void ofEqualsTheEarlierTrialIsBest() {
    Standing best = summary.best().orElseThrow();
    assertThat(best.trial()).isEqualTo(4);
    assertThat(best.candidate()).isEqualTo("|conv3x3~0|+|conv1x1~0|none~1|+|skip~0|skip~1|skip~2|");
    assertThat(best.options()).containsEntry("0-1", "conv3x3").containsEntry("1-2", "none");
    // 200,000 for the stem, 1,327,104 for the 3x3 and 147,456 for the 1x1 convolution.
    assertThat(best.metrics())
        .containsExactly(Map.entry("validation_accuracy", 96.0), Map.entry("macs", 1_674_560.0));
    assertThat(summary.baseline().orElseThrow().trial()).isEqualTo(8);
  }

  @Test
  void tauIsThatOfWhatWasPredictedBefore() {
    // Of 6 pairs of (3, 96) (1, 92) (2, 94) (4, 96) five agree and one is tied in what was
    // measured: tau-b is 5 / sqrt(6 * 5).
    assertThat(summary.rounds()).hasSize(2);
    assertThat(summary.rounds().get(0))
        .isEqualTo(new Summary.RoundFigures(1, 3, 2, OptionalInt.empty(), OptionalDouble.empty()));
    assertThat(summary.rounds().get(1).learntFrom()).hasValue(3);
    assertThat(summary.rounds().get(1).kendallTau().orElseThrow())
        .isCloseTo(5 / Math.sqrt(30), within(1e-12));
  }

  @Test
  void utilisationIsBusyOverAvailableSlotTime() {
    // 15 trials of 1 s on 2 slots for 10 s and 1 slot for 5 s; the pause between does not count.
    assertThat(summary.utilisation()).isCloseTo(15.0 / 25, within(1e-12));
    assertThat(summary.wallSeconds()).isEqualTo(15);
  }

  @Test
  void confirmedCandidatesKnowTheirArmAndSpread() {
    List<Confirmed> confirmed = summary.confirmed();
    assertThat(confirmed)
        .extracting(Confirmed::seeds)
        .containsExactly(List.of(110L, 111L), List.of(112L), List.of(114L, 115L));
    // d is best of both; g second of the search; h second of the random search.
    assertThat(confirmed)
        .extracting(Confirmed::arms)
        .containsExactly(List.of("search", "baseline"), List.of("search"), List.of("baseline"));
    assertThat(confirmed.get(0).metrics()).containsOnlyKeys("validation_accuracy", "test_accuracy");
    Spread test = confirmed.get(0).metrics().get("test_accuracy");
    assertThat(test.mean()).isEqualTo(95);
    assertThat(test.standardDeviation().orElseThrow()).isCloseTo(Math.sqrt(2), within(1e-12));
    assertThat(confirmed.get(1).failed()).isEqualTo(1);
    assertThat(confirmed.get(1).metrics().get("test_accuracy"))
        .isEqualTo(new Spread(92, OptionalDouble.empty()));
  }

  @Test
  void confirmedCandidatesKnowEachRivalThatPutThemForward() {
    // Within 4 calls the search finds a.b., within 12 abba; the single model is a.a. in both.
    List<Confirmed> confirmed = Summary.of(Schedules.finished(), Schedules.plan()).confirmed();
    assertThat(confirmed).extracting(Confirmed::candidate).containsExactly("abba", "a.b.", "a.a.");
    assertThat(confirmed)
        .extracting(Confirmed::arms)
        .containsExactly(
            List.of("search", "training"), List.of("search", "training"), List.of("single"));
  }

  @Test
  void jsonHasTheNamesThatPeopleRelyOn() throws Exception {
    JsonNode json = new ObjectMapper().readTree(summary.toJson());
    assertThat(json.get("job").asText()).isEqualTo("small");
    assertThat(json.get("status").asText()).isEqualTo("finished");
    assertThat(json.at("/trials/measured").asInt()).isEqualTo(13);
    assertThat(json.at("/trials/stages/search/failed").asInt()).isEqualTo(1);
    assertThat(json.at("/best/metrics/macs").asDouble()).isEqualTo(1_674_560);
    assertThat(json.at("/rounds/0/round").asInt()).isEqualTo(1);
    assertThat(json.at("/rounds/0/kendall_tau").isNull()).isTrue();
    assertThat(json.at("/rounds/0/learnt_from").isNull()).isTrue();
    assertThat(json.at("/rounds/1/learnt_from").asInt()).isEqualTo(3);
    assertThat(json.at("/rounds/1/kendall_tau").asDouble()).isBetween(0.91, 0.92);
    assertThat(json.at("/confirmed/1/metrics/test_accuracy/standard_deviation").isNull()).isTrue();
    assertThat(json.get("utilisation").asDouble()).isEqualTo(0.6);
    assertThat(json.get("wall_seconds").asDouble()).isEqualTo(15);
    assertThat(json.get("kendall_version").asText()).isEqualTo("0.1.0");
  }

  @Test
  void runThatHasJustStartedHasNoBestAndNoUtilisation() throws Exception {
    Summary started = Summary.of(SmallRun.started(), Cells.plan(Cells.problem()));
    assertThat(started.best()).isEmpty();
    assertThat(started.baseline()).isEmpty();
    assertThat(started.confirmed()).isEmpty();
    assertThat(started.utilisation()).isZero();
    JsonNode json = new ObjectMapper().readTree(started.toJson());
    assertThat(json.get("status").asText()).isEqualTo("running");
    assertThat(json.get("best").isNull()).isTrue();
    assertThat(json.at("/rounds/0/trials").asInt()).isEqualTo(3);
    assertThat(json.at("/rounds/0/measured").asInt()).isZero();
  }
}
