package org.kendall.space;

import java.util.List;

/** Some features of a cell that are worked out together. */
interface FeatureGroup {
  /** What the numbers are, always the same list. */
  List<Feature> features();

  /** Appends one number for each of the features, in their order. */
  void describe(LiveCell cell, Row row);

  /** A candidate's numbers while they are being collected. */
  final class Row {
    private final double[] numbers;
    private int size;

    Row(int features) {
      numbers = new double[features];
    }

    void add(double number) {
      numbers[size++] = number;
    }

    void addAll(double... more) {
      for (double number : more) {
        add(number);
      }
    }

    /** All numbers, once as many were added as there are features. */
    double[] toArray() {
      if (size != numbers.length) {
        throw new IllegalStateException(
            "The numbers (%d) must be as many as the features (%d)."
                .formatted(size, numbers.length));
      }
      return numbers;
    }
  }
}
