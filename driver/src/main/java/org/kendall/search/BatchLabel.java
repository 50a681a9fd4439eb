package org.kendall.search;

/**
 * What to call a batch of trials where people watch a cluster.
 *
 * @param job the job's name
 * @param round such as {@code search round 3}
 */
public record BatchLabel(String job, String round) {
  @Override
  public String toString() {
    return job + ": " + round;
  }
}
