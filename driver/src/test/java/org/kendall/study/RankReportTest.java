package org.kendall.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.evaluate.ColumnMetric;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.TableSettings;
import org.kendall.evaluate.Trial;
import org.kendall.predict.NeuralRanker;
import org.kendall.report.Chromium;
import org.kendall.report.Rows;
import org.kendall.report.Spread;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLog;
import org.kendall.search.RunStatus;
import org.kendall.search.Session;
import org.kendall.space.Candidate;
import org.kendall.space.Feature;
import org.kendall.space.LowFidelityKind;
import org.kendall.space.Nasbench201;

class RankReportTest {
  private static final String LABEL = "cifar10_test_acc_e200";
  private static final MeasurePredictor MEASURE =
      new MeasurePredictor(
          new TableSettings(
              "nasbench201.csv.gz",
              new Nasbench201(16, 5),
              List.of("arch_str"),
              List.of(new ColumnMetric(LABEL, "", "%", Metric.Direction.MAXIMIZE)),
              ""),
          LABEL,
          new SplitRule(SplitRule.Kind.PREFIX, 7_813, 0),
          1,
          1);
  private static final Problem<RankCase> PROBLEM =
      new Problem<>(
          new RankCases(
              List.of(
                  NamedPredictor.of("</script>", new NeuralRanker()),
                  NamedPredictor.of("good", new NeuralRanker())),
              List.of(78, 390),
              2,
              1),
          MEASURE,
          List.of(),
          Map.of(),
          MEASURE.metrics().get(0));
  private static final RankStudy STUDY =
      new RankStudy(
          "nasbench201",
          "nasbench201.csv.gz",
          LABEL,
          "prefix",
          7_813,
          7_812,
          new NoiseCeiling(OptionalDouble.of(0.929), 11_304));

  @TempDir private Path workspace;

  /** The tau of a fit is .5, .1 more for the larger size, .2 for the good one, .02 for split 2. */
  private static RunLog log(int ended) {
    List<Evaluation> evaluations = new ArrayList<>();
    List<Candidate> cases = PROBLEM.space().list().toList();
    for (int i = 0; i < ended; i++) {
      Trial trial = new Trial(i + 1, Stage.SEARCH, cases.get(i), 1, 1);
      Place place = new Place("host", "driver", "cpu", 0, 1_000, 2);
      Map<String, Double> figures = new HashMap<>();
      MEASURE.metrics().forEach(metric -> figures.put(metric.name(), 3.0));
      int[] options = cases.get(i).toArray(); // split, seed, size, predictor
      figures.put("kendall_tau", 0.5 + 0.02 * options[0] + 0.1 * options[2] + 0.2 * options[3]);
      if (options[3] == 1) { // the good one tells what it goes by
        figures.put("importance_of_fan_in_2", 0.3 + 0.1 * options[0]);
        figures.put("importance_of_count_conv3x3", 0.6);
        figures.put("importance_of_fan_out_2", 0.0);
      }
      evaluations.add(new Evaluation.Measured(trial, place, figures));
    }
    return new RunLog(
        new RunHeader(1, "0", "ranks", "digest", 1, PROBLEM.objective(), 0),
        List.of(new Session("local[2]", 2, 0, 10_000, RunStatus.FINISHED)),
        List.of(),
        evaluations);
  }

  private static RunLog logWithFailure() {
    RunLog log = log(8);
    List<Evaluation> evaluations = new ArrayList<>(log.evaluations());
    Evaluation last = evaluations.remove(7);
    evaluations.add(
        new Evaluation.Failed(
            last.trial(), last.place(), FailureKind.TIMED_OUT, "too slow", "stack"));
    return new RunLog(log.header(), log.sessions(), log.rounds(), evaluations);
  }

  @Test
  void meanAndSpreadAreOverSplitsAndTheBestComesFirst() {
    RankSummary summary = RankSummary.of(log(8), PROBLEM, STUDY);
    RankSummary.Result first = summary.results().get(0);
    assertThat(first.predictor()).isEqualTo("good");
    assertThat(first.trainSize()).isEqualTo(78);
    Spread tau = first.figures().get("kendall_tau");
    assertThat(tau.mean()).isCloseTo(0.71, within(1e-12));
    // of .70 and .72: half their distance times the root of two
    assertThat(tau.standardDeviation().orElseThrow()).isCloseTo(0.0141421, within(1e-6));
    assertThat(summary.text()).contains("0.7100 +- 0.0141", "0.5100 +- 0.0141", "about 0.929");
    assertThat(RankSummary.of(log(0), PROBLEM, STUDY).text()).isEqualTo("Nothing was measured.\n");
  }

  @Test
  void importancesAreMeansOverSplitsWithTheHelpOfTheirFeatures() {
    RankSummary summary = RankSummary.of(log(8), PROBLEM, STUDY);
    List<Importance> importances = summary.results().get(0).importances();
    assertThat(importances)
        .extracting(Importance::feature)
        .containsExactly("count_conv3x3", "fan_in_2");
    assertThat(importances.get(1).share()).isCloseTo(0.35, within(1e-12));
    Map<String, String> helps =
        new Nasbench201(16, 5)
            .features().stream().collect(Collectors.toMap(Feature::name, Feature::help));
    assertThat(importances)
        .allSatisfy(one -> assertThat(one.help()).isEqualTo(helps.get(one.feature())));
    assertThat(summary.results().get(2).importances()).isEmpty();
    assertThat(summary.toJson()).contains("\"feature\" : \"fan_in_2\"");
  }

  @Test
  void everyFitIsARowAndOneThatFailedHasNoFigures() {
    Rows rows = RankRows.of(logWithFailure(), PROBLEM, STUDY);
    assertThat(rows.rows()).hasSize(8);
    assertThat(rows.toCsv().lines().findFirst().orElseThrow())
        .startsWith("space,table,label,protocol,predictor,encoder,loss,train_size,test_size,split,")
        .endsWith(",fit_seconds,scored_per_second,failure");
    assertThat(rows.toCsv().lines().skip(8).findFirst().orElseThrow())
        .startsWith(
            "nasbench201,nasbench201.csv.gz,cifar10_test_acc_e200,prefix,good,,,390,7812,2,1,,")
        .endsWith(",,timed_out");
  }

  @Test
  void whatWasPrintedIsFoundBySpaceLabelProtocolAndShare() {
    List<Published.Line> lines = Published.load().beside(STUDY, List.of(78, 100, 781));
    Published.Line gates = lines.get(0);
    assertThat(gates.name()).isEqualTo("GATES");
    assertThat(gates.tau())
        .containsOnlyKeys(78, 781)
        .containsEntry(78, new Spread(0.7332, OptionalDouble.of(0.0110)));
    assertThat(Published.load().beside(study("cifar10_val_acc_e12", List.of()), List.of(78)))
        .isEmpty();
    RankStudy talk =
        new RankStudy("nasbench101", "", "", "random-split", 381_262, 42_362, STUDY.ceiling());
    assertThat(Published.load().beside(talk, List.of(190, 381, 1_906, 3_812, 19_063)))
        .filteredOn(line -> line.source().equals("talk"))
        .hasSize(10)
        .allSatisfy(line -> assertThat(line.tau()).hasSize(5));
    assertThat(Published.load().sources().keySet())
        .containsAll(Published.load().figures().stream().map(Published.Figure::source).toList());
  }

  @Test
  void whatWasPrintedOfInformedPredictorsIsShownBesideSuchAlone() {
    List<LowFidelityKind> told = List.of(new LowFidelityKind("snip", 9, 0));
    assertThat(Published.load().beside(STUDY, List.of(390)))
        .noneMatch(line -> line.name().startsWith("DELE"));
    assertThat(Published.load().beside(study(LABEL, told), List.of(390)))
        .filteredOn(line -> line.name().equals("DELE with GATES"))
        .extracting(line -> line.tau().get(390))
        .containsExactly(new Spread(0.8948, OptionalDouble.of(0.0021)));
  }

  private static RankStudy study(String label, List<LowFidelityKind> kinds) {
    return new RankStudy("nasbench201", "", label, "prefix", 7_813, 7_812, STUDY.ceiling(), kinds);
  }

  @Test
  void browserDrawsThePageWithoutAnError() throws Exception {
    Optional<Chromium> chromium = Chromium.find();
    assumeTrue(chromium.isPresent(), "skipped: there is no chromium on the path");
    String page = RankReport.html(logWithFailure(), PROBLEM, STUDY, "job: ranks\n");
    Chromium.Opened opened = chromium.get().open(page, workspace);
    assertThat(opened.console()).isEmpty();
    assertThat(opened.dom())
        .contains(
            "too slow",
            ".7332",
            "aw_nas",
            "label noise leaves",
            "count_conv3x3",
            "Which features matter")
        .containsPattern("chart-tau(?s:.)*<canvas(?s:.)*chart-seconds(?s:.)*<canvas");
  }

  @Test
  void browserShowsAStudyThatHasJustStarted() throws Exception {
    Optional<Chromium> chromium = Chromium.find();
    assumeTrue(chromium.isPresent(), "skipped: there is no chromium on the path");
    Chromium.Opened opened =
        chromium.get().open(RankReport.html(log(0), PROBLEM, STUDY, ""), workspace);
    assertThat(opened.console()).isEmpty();
    assertThat(opened.dom()).contains("nothing yet", "nothing measured yet");
  }
}
