package org.kendall.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kendall.evaluate.ColumnMetric;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.Evaluator;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Objectives;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.TableSettings;
import org.kendall.evaluate.Trial;
import org.kendall.predict.NeuralRanker;
import org.kendall.report.Chromium;
import org.kendall.search.Rounds;
import org.kendall.search.RunHeader;
import org.kendall.search.RunLog;
import org.kendall.search.RunStatus;
import org.kendall.search.Session;
import org.kendall.search.SimulatedWorkers;
import org.kendall.space.Candidate;
import org.kendall.space.Nasbench201;
import org.kendall.space.SearchSpace;
import org.kendall.strategy.Random;

/** What others wrote stands in the pages of studies as text, whatever it is. */
class StudyPagesTest {
  private static final String NASTY =
      "</script><!--<script>alert(1)</script><img src=x onerror=document.title='foul'>{{data}}\u2028\"'";
  private static final TableSettings TABLE =
      new TableSettings(
          NASTY,
          new Nasbench201(16, 5),
          List.of("cell"),
          List.of(new ColumnMetric("accuracy", "accuracy", NASTY, Metric.Direction.MAXIMIZE)),
          "");

  @TempDir private Path workspace;

  private static String page(String kind, String text) {
    return kind.equals("rank") ? rank(text) : compare(text);
  }

  private static String rank(String text) {
    MeasurePredictor measure =
        new MeasurePredictor(TABLE, "accuracy", new SplitRule(SplitRule.Kind.PREFIX, 100, 0), 1, 1);
    Problem<RankCase> problem =
        problem(
            new RankCases(
                List.of(NamedPredictor.of(text + "!", new NeuralRanker())), List.of(7, 70), 2, 1),
            measure);
    RankStudy study =
        new RankStudy(
            text, text, text, text, 100, 50, new NoiseCeiling(OptionalDouble.of(0.9), 100));
    return RankReport.html(log(problem, text), problem, study, text);
  }

  private static String compare(String text) {
    CompareStrategies measure =
        new CompareStrategies(
            new SearchedTable(
                TABLE, TABLE.space(), List.of(), Objectives.of(TABLE.allMetrics().get(0))),
            1,
            new Rounds(Rounds.Kind.CLOSED, 4, 0),
            SimulatedWorkers.reliable(4),
            8,
            0.1,
            1);
    Problem<StrategyCase> problem =
        problem(
            new StrategyCases(List.of(new NamedStrategy(text + "!", new Random())), 4), measure);
    return CompareReport.html(log(problem, text), problem, text);
  }

  private static <D> Problem<D> problem(SearchSpace<D> space, Evaluator<D> evaluator) {
    return new Problem<>(space, evaluator, List.of(), Map.of(), evaluator.metrics().get(0));
  }

  /** All cases measured but the last, which failed in those words. */
  private static RunLog log(Problem<?> problem, String text) {
    Map<String, Double> figures = new HashMap<>();
    problem.evaluator().metrics().forEach(metric -> figures.put(metric.name(), 3.0));
    List<Candidate> cases = problem.space().list().toList();
    List<Evaluation> evaluations = new ArrayList<>();
    for (Candidate one : cases) {
      Trial trial = new Trial(evaluations.size() + 1, Stage.SEARCH, one, 1, 1);
      Place place = new Place(text, text, text, 0, 1_000, 2);
      evaluations.add(
          trial.number() == cases.size()
              ? new Evaluation.Failed(trial, place, FailureKind.THREW, text, text)
              : new Evaluation.Measured(trial, place, figures));
    }
    return new RunLog(
        new RunHeader(1, text, text, text, 1, problem.objective(), 0),
        List.of(new Session(text, 2, 0, 10_000, RunStatus.FINISHED)),
        List.of(),
        evaluations);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rank", "compare"})
  void textOfOthersCannotLeaveItsString(String kind) {
    String page = page(kind, NASTY);
    String harmless = page(kind, "");
    for (String mark : List.of("</script", "<script", "<img", "<!--")) {
      assertThat(page.split(mark, -1)).as(mark).hasSameSizeAs(harmless.split(mark, -1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rank", "compare"})
  void browserShowsTextOfOthersAsText(String kind) throws Exception {
    Optional<Chromium> chromium = Chromium.find();
    assumeTrue(chromium.isPresent(), "skipped: there is no chromium on the path");
    // Without the policy that keeps handlers from running, were there any.
    String page =
        page(kind, NASTY).replaceFirst("<meta http-equiv=\"Content-Security-Policy\"[^>]*>", "");

    Chromium.Opened opened = chromium.get().open(page, workspace);

    assertThat(opened.console()).isEmpty();
    String shown = opened.dom().replaceAll("(?s)<script.*?</script>", "");
    assertThat(shown)
        .contains("&lt;img src=x onerror=", "<canvas")
        .doesNotContain("<img", "<title>foul");
  }
}
