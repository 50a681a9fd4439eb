package org.kendall.jobs;

import java.util.Map;
import org.kendall.evaluate.Problem;
import org.kendall.report.Rows;
import org.kendall.search.RunLog;
import org.kendall.study.TabulateCase;
import org.kendall.study.TabulateReport;
import org.kendall.study.TabulateSummary;
import org.kendall.study.TabulatedTable;

/**
 * A table, as far as it is made.
 *
 * @param catalog the names that its description uses
 * @param yaml the job file with every setting written out
 */
record TabulateFindings(Problem<TabulateCase<Object>> problem, Catalog catalog, String yaml)
    implements Findings {
  @Override
  public Map<String, String> files(RunLog log) {
    return Map.of(
        SUMMARY,
        TabulateSummary.of(log, problem).toJson(),
        REPORT,
        TabulateReport.html(log, problem, yaml),
        SearchFindings.TABLE,
        TabulatedTable.of(log, problem).toCsv(),
        SearchFindings.TABLE_YAML,
        YamlWriter.plain(
            new SettingsTree(catalog).of(TabulatedTable.settings(SearchFindings.TABLE, problem))));
  }

  @Override
  public Map<String, Rows> tables(RunLog log) {
    return Map.of("table.parquet", TabulatedTable.of(log, problem));
  }

  @Override
  public String text(RunLog log) {
    return TabulateSummary.of(log, problem).text();
  }
}
