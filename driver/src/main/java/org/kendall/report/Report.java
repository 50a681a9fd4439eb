package org.kendall.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kendall.evaluate.Evaluation.Failed;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.search.RunLog;
import org.kendall.search.Session;
import org.kendall.space.Candidate;
import org.kendall.space.CellGraph;
import org.kendall.space.CellSpace;
import org.kendall.space.EdgeGraph;

/**
 * The page that shows a run: one HTML file with all that it needs, which a browser opens from disk
 * without a network. The data stand in it as one JSON object, from which its JavaScript draws.
 */
public final class Report {
  private static final String DATA = "{{data}}";
  private static final String PAGE = page();
  private static final int BEST = 10;
  private static final int FAILURES = 100;
  private static final int FAILURE_CHARS = 4000;

  /** Columns that the page does not show. */
  private static final Set<String> UNSEEN = Set.of("options", "key", "seed", "fidelity", "message");

  private Report() {}

  /**
   * The text of {@code report.html}, at any moment of the run.
   *
   * @param jobYaml the settings of the run, shown as they are
   */
  public static String html(RunLog log, Problem<?> problem, String jobYaml) {
    Data data = data(log, problem, jobYaml);
    // Within the JSON a < stands in strings only; without one no string can end the script element.
    return PAGE.replace(DATA, Json.compact(data).replace("<", "\\u003c"));
  }

  /** All that the page is drawn from. */
  private record Data(
      Summary summary,
      List<String> metrics,
      List<String> costs,
      Map<String, String> units,
      Map<String, Double> limits,
      List<Session> sessions,
      EvaluationRows evaluations,
      List<Drawn> best,
      List<String> operations,
      List<Failure> failures,
      String settings) {}

  /** A candidate and, where its space has that view, its cells. */
  private record Drawn(Standing standing, List<EdgeGraph> graphs) {}

  private record Failure(
      long trial, String stage, String candidate, String kind, String message, String stack) {}

  private static Data data(RunLog log, Problem<?> problem, String jobYaml) {
    return new Data(
        Summary.of(log, problem),
        Figures.metricNames(log.evaluations(), problem),
        Figures.costNames(problem),
        Figures.units(log.evaluations(), problem),
        problem.limits(),
        log.sessions(),
        EvaluationRows.of(log, problem).select(name -> !UNSEEN.contains(name)),
        best(log, problem),
        problem.space() instanceof CellSpace cells ? cells.operations() : List.of(),
        failures(log, problem),
        jobYaml);
  }

  private static List<Drawn> best(RunLog log, Problem<?> problem) {
    return log.ranked(Stage.SEARCH).stream()
        .limit(BEST)
        .map(
            measured -> {
              Candidate candidate = measured.trial().candidate();
              List<EdgeGraph> graphs =
                  problem.space() instanceof CellSpace cells
                      ? cells.graphs(candidate).stream().map(CellGraph::onEdges).toList()
                      : List.of();
              return new Drawn(Standing.of(measured, problem), graphs);
            })
        .toList();
  }

  private static List<Failure> failures(RunLog log, Problem<?> problem) {
    return log.evaluations().stream()
        .filter(Failed.class::isInstance)
        .limit(FAILURES)
        .map(evaluation -> failure((Failed) evaluation, problem))
        .toList();
  }

  private static Failure failure(Failed failed, Problem<?> problem) {
    return new Failure(
        failed.trial().number(),
        failed.trial().stage().label(),
        problem.space().describe(failed.trial().candidate()),
        failed.kind().label(),
        shortened(failed.message()),
        shortened(failed.stack()));
  }

  private static String shortened(String text) {
    return text.length() <= FAILURE_CHARS ? text : text.substring(0, FAILURE_CHARS) + " ...";
  }

  /** The page but for the data. */
  private static String page() {
    String page = resource("report.html").replace("{{style}}", resource("report.css"));
    String charts = resource("/META-INF/resources/webjars/echarts/5.3.1/dist/echarts.min.js");
    return page.replace("{{echarts}}", charts)
        .replace("{{charts}}", resource("charts.js"))
        .replace("{{timeline}}", resource("timeline.js"))
        .replace("{{cell}}", resource("cell.js"))
        .replace("{{report}}", resource("report.js"));
  }

  private static String resource(String name) {
    try (InputStream in = Report.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
