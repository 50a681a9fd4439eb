package org.kendall.predict;

import java.util.List;

/** The check that most settings share. */
final class Positive {
  private Positive() {}

  static void require(String what, double value) {
    if (!(value > 0)) {
      throw new IllegalArgumentException(
          "The %s (%s) must be positive."
              .formatted(what, value == Math.rint(value) ? Long.toString((long) value) : value));
    }
  }

  /** Widths of layers; at least one. */
  static List<Integer> requireLayers(String what, List<Integer> widths) {
    if (widths.isEmpty()) {
      throw new IllegalArgumentException("The %s [] must name at least one width.".formatted(what));
    }
    widths.forEach(width -> require("width of each layer", width));
    return List.copyOf(widths);
  }
}
