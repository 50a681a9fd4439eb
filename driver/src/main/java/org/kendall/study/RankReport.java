package org.kendall.study;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.kendall.evaluate.Problem;
import org.kendall.report.Failure;
import org.kendall.report.Page;
import org.kendall.report.Rows;
import org.kendall.search.RunLog;
import org.kendall.search.Session;

/** The page that shows a ranking study, with what others printed beside it. */
public final class RankReport {
  private static final Page PAGE = Page.drawnBy(RankReport.class, "rank.js");
  private static final Published PUBLISHED = Published.load();

  private RankReport() {}

  /** All that the page is drawn from. */
  private record Data(
      RankSummary summary,
      List<Integer> sizes,
      List<String> top,
      Rows fits,
      List<Published.Line> published,
      Map<String, String> sources,
      List<Session> sessions,
      List<Failure> failures,
      String settings) {}

  /**
   * The text of {@code report.html}, at any moment of the run.
   *
   * @param jobYaml the settings of the run, shown as they are
   */
  public static String html(
      RunLog log, Problem<RankCase> problem, RankStudy study, String jobYaml) {
    List<Integer> sizes = ((RankCases) problem.space()).trainSizes().stream().sorted().toList();
    List<Published.Line> published = PUBLISHED.beside(study, sizes);
    Map<String, String> sources =
        published.stream()
            .map(Published.Line::source)
            .distinct()
            .collect(Collectors.toMap(name -> name, PUBLISHED.sources()::get));
    List<String> shown = List.of("predictor", "train_size", "split", "seed", RankFigures.TAU);
    return PAGE.of(
        new Data(
            RankSummary.of(log, problem, study),
            sizes,
            RankFigures.tops(),
            RankRows.of(log, problem, study).select(shown::contains),
            published,
            sources,
            log.sessions(),
            Failure.of(log, problem),
            jobYaml));
  }
}
