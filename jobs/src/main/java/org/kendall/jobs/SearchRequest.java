package org.kendall.jobs;

import org.kendall.search.SearchPlan;

/**
 * A search that a person asked for.
 *
 * @param digest of the settings that decide the outcome
 * @param yaml the job file with every setting written out
 * @param directory where the run is kept, as a path or URL
 */
record SearchRequest(SearchPlan plan, String digest, String yaml, String directory) {
  static SearchRequest of(JobCheck check, String directory) {
    return new SearchRequest(
        plan(check), check.job().digest(), check.job().resolvedYaml(), directory);
  }

  private static SearchPlan plan(JobCheck check) {
    JobSpec spec = check.job().spec();
    return new SearchPlan(
        spec.job(),
        spec.seed(),
        check.problem(),
        spec.strategy(),
        spec.rounds(),
        spec.stop(),
        spec.confirm());
  }
}
