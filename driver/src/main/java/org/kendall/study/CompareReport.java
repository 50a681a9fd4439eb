package org.kendall.study;

import java.util.List;
import org.kendall.evaluate.Problem;
import org.kendall.report.Failure;
import org.kendall.report.Page;
import org.kendall.search.RunLog;
import org.kendall.search.Session;

/** The page that shows a comparison of strategies. */
public final class CompareReport {
  private static final Page PAGE = Page.drawnBy(CompareReport.class, "compare.js");

  private CompareReport() {}

  /** All that the page is drawn from. */
  private record Data(
      CompareSummary summary, List<Session> sessions, List<Failure> failures, String settings) {}

  /**
   * The text of {@code report.html}, at any moment of the run.
   *
   * @param jobYaml the settings of the run, shown as they are
   */
  public static String html(RunLog log, Problem<StrategyCase> problem, String jobYaml) {
    return PAGE.of(
        new Data(
            CompareSummary.of(log, problem), log.sessions(), Failure.of(log, problem), jobYaml));
  }
}
