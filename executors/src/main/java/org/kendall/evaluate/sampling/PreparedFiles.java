package org.kendall.evaluate.sampling;

/** Where what is prepared for the sampling of images lies. */
final class PreparedFiles {
  private PreparedFiles() {}

  static String zoo(String prepared) {
    return prepared + "/zoo";
  }

  static String features(String prepared) {
    return prepared + "/features.bin";
  }

  static String reference(String prepared) {
    return prepared + "/reference.bin";
  }

  static String texts(String prepared) {
    return prepared + "/texts";
  }

  static String jumps(String prepared) {
    return prepared + "/jumps.json";
  }

  static String latency(String prepared) {
    return prepared + "/latency.json";
  }
}
