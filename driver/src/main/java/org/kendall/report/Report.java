package org.kendall.report;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.kendall.evaluate.Evaluation.Measured;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Stage;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;
import org.kendall.search.Session;
import org.kendall.space.Candidate;
import org.kendall.space.CellGraph;
import org.kendall.space.CellSpace;
import org.kendall.space.EdgeGraph;
import org.kendall.space.ScheduleSpace;

/** The page that shows a search. */
public final class Report {
  private static final Page PAGE =
      Page.drawnBy(
          Report.class,
          "timeline.js",
          "cell.js",
          "budgets.js",
          "front.js",
          "rungs.js",
          "report.js");
  private static final int BEST = 10;
  private static final int FRONT = 100;

  /** Columns that the page does not show. */
  private static final Set<String> UNSEEN = Set.of("options", "key", "seed", "message");

  private Report() {}

  /**
   * The text of {@code report.html}, at any moment of the run.
   *
   * @param jobYaml the settings of the run, shown as they are
   * @param directory of the run, for the pictures that its trials have left
   */
  public static String html(RunLog log, SearchPlan plan, String jobYaml, RunDirectory directory) {
    return PAGE.of(data(log, plan, jobYaml, directory));
  }

  /** All that the page is drawn from. */
  private record Data(
      Summary summary,
      List<String> metrics,
      List<String> costs,
      Map<String, String> units,
      Map<String, Metric.Direction> directions,
      Map<String, Double> limits,
      String budgetCost,
      List<Session> sessions,
      Rows evaluations,
      List<Drawn> best,
      List<String> operations,
      List<String> models,
      Map<Long, Samples.Picture> samples,
      List<Failure> failures,
      String settings) {}

  /** A candidate and, where its space has that view, its cells. */
  private record Drawn(Standing standing, List<EdgeGraph> graphs) {}

  private static Data data(RunLog log, SearchPlan plan, String jobYaml, RunDirectory directory) {
    Problem<?> problem = plan.problem();
    Summary summary = Summary.of(log, plan);
    return new Data(
        summary,
        Figures.metricNames(log.evaluations(), problem),
        Figures.costNames(problem),
        Figures.units(log.evaluations(), problem),
        Figures.directions(log.evaluations(), problem),
        problem.limits(),
        problem.budgets().cost(),
        log.sessions(),
        EvaluationRows.of(log, problem).select(name -> !UNSEEN.contains(name)),
        best(log, problem),
        problem.space() instanceof CellSpace cells ? cells.operations() : List.of(),
        problem.space() instanceof ScheduleSpace<?> schedules ? schedules.models() : List.of(),
        Samples.of(summary.budgets(), directory),
        Failure.of(log, problem),
        jobYaml);
  }

  private static List<Drawn> best(RunLog log, Problem<?> problem) {
    List<Measured> best =
        problem.objectives().areSeveral()
            ? FrontResults.front(log, Stage.SEARCH, problem)
            : log.ranked(Stage.SEARCH).stream().limit(BEST).toList();
    return best.stream()
        .limit(FRONT)
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
}
