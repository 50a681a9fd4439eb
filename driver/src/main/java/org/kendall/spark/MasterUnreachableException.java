package org.kendall.spark;

/** Thrown when no master answers; its message is for people. */
public final class MasterUnreachableException extends RuntimeException {
  MasterUnreachableException(String url, String reason) {
    super(
        "The master %s cannot be reached: %s.\nMaybe start one with spark-conf/start-cluster.sh, or leave out --master to run on this machine."
            .formatted(url, reason));
  }
}
