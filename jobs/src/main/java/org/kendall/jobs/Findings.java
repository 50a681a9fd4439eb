package org.kendall.jobs;

import java.util.Map;
import org.kendall.report.Rows;
import org.kendall.search.RunLog;

/**
 * What a run has found, as people and programs read it: functions of its journal, and of files of
 * its trials.
 */
interface Findings {
  /** The name of the page in the run directory, for all kinds of jobs. */
  String REPORT = "report.html";

  /** The name of the figures in the run directory, for all kinds of jobs. */
  String SUMMARY = "summary.json";

  /** Texts by file name; written again and again while the run goes on. */
  Map<String, String> files(RunLog log);

  /** Tables by file name; written as Parquet when the run ends. */
  Map<String, Rows> tables(RunLog log);

  /** The outcome for a terminal; ends with a line feed. */
  String text(RunLog log);
}
