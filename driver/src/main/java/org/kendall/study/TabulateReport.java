package org.kendall.study;

import java.util.List;
import org.kendall.evaluate.Problem;
import org.kendall.report.Failure;
import org.kendall.report.Page;
import org.kendall.report.Rows;
import org.kendall.search.RunLog;
import org.kendall.search.Session;

/** The page that shows a table: how its metrics are spread, and how they go together. */
public final class TabulateReport {
  private static final Page PAGE = Page.drawnBy(TabulateReport.class, "tabulate.js");

  private TabulateReport() {}

  /** All that the page is drawn from. */
  private record Data(
      TabulateSummary summary,
      Rows rows,
      List<Session> sessions,
      List<Failure> failures,
      String settings) {}

  /**
   * The text of {@code report.html}, at any moment of the run.
   *
   * @param jobYaml the settings of the run, shown as they are
   */
  public static <D> String html(RunLog log, Problem<TabulateCase<D>> problem, String jobYaml) {
    return PAGE.of(
        new Data(
            TabulateSummary.of(log, problem),
            TabulatedTable.of(log, problem),
            log.sessions(),
            Failure.of(log, problem),
            jobYaml));
  }
}
