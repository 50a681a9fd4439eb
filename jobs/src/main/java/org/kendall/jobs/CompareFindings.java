package org.kendall.jobs;

import java.util.Map;
import org.kendall.evaluate.Problem;
import org.kendall.report.Rows;
import org.kendall.search.RunLog;
import org.kendall.study.CompareReport;
import org.kendall.study.CompareRows;
import org.kendall.study.CompareSummary;
import org.kendall.study.StrategyCase;

/**
 * What a comparison has found.
 *
 * @param yaml the job file with every setting written out
 */
record CompareFindings(Problem<StrategyCase> problem, String yaml) implements Findings {
  @Override
  public Map<String, String> files(RunLog log) {
    return Map.of(
        SUMMARY,
        CompareSummary.of(log, problem).toJson(),
        REPORT,
        CompareReport.html(log, problem, yaml),
        "comparison.csv",
        CompareRows.of(log, problem).toCsv());
  }

  @Override
  public Map<String, Rows> tables(RunLog log) {
    return Map.of("comparison.parquet", CompareRows.of(log, problem));
  }

  @Override
  public String text(RunLog log) {
    return CompareSummary.of(log, problem).text();
  }
}
