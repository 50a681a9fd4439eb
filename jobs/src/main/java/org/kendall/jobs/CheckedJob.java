package org.kendall.jobs;

import java.util.Optional;
import org.kendall.search.RunDirectory;
import org.kendall.search.SearchPlan;

/** A job of which all that can be known before Spark starts has been found good. */
interface CheckedJob {
  /** What is run, as far as that is known before anything is prepared; it names the job. */
  SearchPlan plan();

  /** What must be done before; empty if there is nothing. */
  default Optional<SearchPlan> preparation() {
    return Optional.empty();
  }

  /**
   * What is run.
   *
   * @param prepared where what was prepared for it lies
   */
  default SearchPlan plan(String prepared) {
    return plan();
  }

  /** SHA-256 of all settings that decide the outcome. */
  String digest();

  /** The job file with every setting written out. */
  String resolvedYaml();

  /**
   * What a run of it has found, at any moment.
   *
   * @param directory of the run
   */
  Findings findings(RunDirectory directory);

  /** A few lines for people: what is tried, and how often. */
  String summary();
}
