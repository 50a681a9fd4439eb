package org.kendall.predict;

/** Pairs of architectures of one batch, by their places in it. */
record Pairs(int[] better, int[] worse) {
  int size() {
    return better.length;
  }
}
