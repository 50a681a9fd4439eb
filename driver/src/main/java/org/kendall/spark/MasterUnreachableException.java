package org.kendall.spark;

/** Thrown when no master answers; its message is for people. */
public final class MasterUnreachableException extends RuntimeException {
  private MasterUnreachableException(String message) {
    super(message);
  }

  static MasterUnreachableException of(String url, String reason) {
    return new MasterUnreachableException(
        "The master %s cannot be reached: %s.\nMaybe start one with spark-conf/start-cluster.sh, or leave out --master to run on this machine."
            .formatted(url, reason));
  }

  static MasterUnreachableException refused(String url) {
    return new MasterUnreachableException(
        "The master %s did not let this application in.\nMaybe it asks for a secret: name the file with spark.authenticate.secret that it was started with, by --properties-file."
            .formatted(url));
  }
}
