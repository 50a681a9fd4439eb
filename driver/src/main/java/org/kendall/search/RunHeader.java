package org.kendall.search;

import org.kendall.evaluate.Metric;

/**
 * The first record of a journal: what run it belongs to.
 *
 * @param job the job's name
 * @param digest of all settings that decide the outcome; another one means another job
 * @param createdMillis since the epoch
 */
public record RunHeader(
    int formatVersion,
    String kendallVersion,
    String job,
    String digest,
    long seed,
    Metric objective,
    long createdMillis) {
  /** The header of a run that begins now. */
  public static RunHeader of(SearchPlan plan, String digest, String kendallVersion) {
    return new RunHeader(
        JournalFormat.VERSION,
        kendallVersion,
        plan.job(),
        digest,
        plan.seed(),
        plan.problem().objective(),
        System.currentTimeMillis());
  }
}
