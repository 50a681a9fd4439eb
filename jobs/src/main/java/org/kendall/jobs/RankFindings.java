package org.kendall.jobs;

import java.util.Map;
import org.kendall.evaluate.Problem;
import org.kendall.report.Rows;
import org.kendall.search.RunLog;
import org.kendall.study.RankCase;
import org.kendall.study.RankReport;
import org.kendall.study.RankRows;
import org.kendall.study.RankStudy;
import org.kendall.study.RankSummary;

/**
 * What a ranking study has found.
 *
 * @param yaml the job file with every setting written out
 */
record RankFindings(Problem<RankCase> problem, RankStudy study, String yaml) implements Findings {
  @Override
  public Map<String, String> files(RunLog log) {
    return Map.of(
        SUMMARY,
        RankSummary.of(log, problem, study).toJson(),
        REPORT,
        RankReport.html(log, problem, study, yaml),
        "ranking.csv",
        RankRows.of(log, problem, study).toCsv());
  }

  @Override
  public Map<String, Rows> tables(RunLog log) {
    return Map.of("ranking.parquet", RankRows.of(log, problem, study));
  }

  @Override
  public String text(RunLog log) {
    return RankSummary.of(log, problem, study).text();
  }
}
