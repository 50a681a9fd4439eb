package org.kendall.jobs;

import java.util.Map;
import org.kendall.report.BestTable;
import org.kendall.report.BudgetResults;
import org.kendall.report.EvaluationRows;
import org.kendall.report.MeasuredTable;
import org.kendall.report.Report;
import org.kendall.report.Rows;
import org.kendall.report.Summary;
import org.kendall.search.RunDirectory;
import org.kendall.search.RunLog;
import org.kendall.search.SearchPlan;

/**
 * What a search has found.
 *
 * @param yaml the job file with every setting written out
 * @param directory of the run
 */
record SearchFindings(SearchPlan plan, String yaml, String tableYaml, RunDirectory directory)
    implements Findings {
  /** What the search measured, for jobs about tables. */
  static final String TABLE = "table.csv";

  /** What its columns mean. */
  static final String TABLE_YAML = "table.yaml";

  @Override
  public Map<String, String> files(RunLog log) {
    return Map.of(
        SUMMARY,
        Summary.of(log, plan).toJson(),
        REPORT,
        Report.html(log, plan, yaml, directory),
        TABLE,
        MeasuredTable.of(log, plan.problem()).toCsv(),
        TABLE_YAML,
        tableYaml);
  }

  @Override
  public Map<String, Rows> tables(RunLog log) {
    return Map.of("evaluations.parquet", EvaluationRows.of(log, plan.problem()));
  }

  @Override
  public String text(RunLog log) {
    String budgets = BudgetResults.text(BudgetResults.of(log, plan));
    return budgets.isEmpty() ? BestTable.of(log, plan) : budgets;
  }
}
