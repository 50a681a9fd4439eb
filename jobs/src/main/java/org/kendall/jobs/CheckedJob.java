package org.kendall.jobs;

import org.kendall.search.SearchPlan;

/** A job of which all that can be known before Spark starts has been found good. */
interface CheckedJob {
  /** What is run; it names the job. */
  SearchPlan plan();

  /** SHA-256 of all settings that decide the outcome. */
  String digest();

  /** The job file with every setting written out. */
  String resolvedYaml();

  /** What a run of it has found, at any moment. */
  Findings findings();

  /** A few lines for people: what is tried, and how often. */
  String summary();
}
