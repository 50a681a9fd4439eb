package org.kendall.jobs;

import org.kendall.search.SearchPlan;

/**
 * A run that a person asked for: every kind of job is a search of some space.
 *
 * @param digest of the settings that decide the outcome
 * @param yaml the job file with every setting written out
 * @param findings what the run leaves in its directory, and tells
 * @param directory where the run is kept, as a path or URL
 */
record SearchRequest(
    SearchPlan plan, String digest, String yaml, Findings findings, String directory) {
  static SearchRequest of(CheckedJob job, String directory) {
    return new SearchRequest(
        job.plan(), job.digest(), job.resolvedYaml(), job.findings(), directory);
  }
}
