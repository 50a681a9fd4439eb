package org.kendall.study;

import java.io.Serializable;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.kendall.space.Setting;

/**
 * How the rows of a table become those that are learnt from and those that are tested. What is
 * drawn for a smaller train size is always a part of what is drawn for a larger one.
 */
@Setting("How the rows of a table become those learnt from and those tested.")
public record SplitRule(
    @Setting(
            value =
                "prefix: the first of the train rows in table order, tested on the rows after them;"
                    + " random-subset: drawn from the first train rows, tested on the rows after"
                    + " them; random-split: the train rows are drawn themselves, tested on the"
                    + " rest; whole: drawn from all rows, tested on all, those learnt from"
                    + " included.",
            byDefault = "random-split")
        Kind kind,
    @Setting(
            value = "Rows that may be learnt from, of which sizes are shares; 0: half, rounded up.",
            byDefault = "0")
        int trainRows,
    @Setting(
            value = "Rows that are tested, drawn once for each split; 0: all that the kind leaves.",
            byDefault = "0")
        int testRows)
    implements Serializable {
  /** What a split is. */
  public enum Kind {
    PREFIX,
    RANDOM_SUBSET,
    RANDOM_SPLIT,
    WHOLE
  }

  public SplitRule {
    if (trainRows < 0) {
      throw new IllegalArgumentException(
          "The train rows (%d) must not be negative.".formatted(trainRows));
    }
    if (testRows < 0) {
      throw new IllegalArgumentException(
          "The test rows (%d) must not be negative.".formatted(testRows));
    }
  }

  /**
   * A split of a table.
   *
   * @param train places of the rows learnt from
   * @param test places of the rows tested, ascending
   */
  public record Split(int[] train, int[] test) {}

  /** How many rows of a table may be learnt from; sizes in percent are shares of them. */
  public int pool(int rows) {
    if (kind == Kind.WHOLE) {
      return rows;
    }
    return trainRows == 0 ? (rows + 1) / 2 : trainRows;
  }

  /** How many rows of a table are tested. */
  public int tested(int rows) {
    return testRows == 0 ? left(rows) : testRows;
  }

  private int left(int rows) {
    return kind == Kind.WHOLE ? rows : rows - pool(rows);
  }

  /**
   * Looks whether a table has rows enough.
   *
   * @param largest the largest train size
   * @throws IllegalArgumentException that says what is too large
   */
  public void check(int rows, int largest) {
    int pool = pool(rows);
    int left = left(rows);
    if (left < 2) {
      throw new IllegalArgumentException(
          "The train rows (%d) must leave two rows at least to test; the table has %d."
              .formatted(pool, rows));
    }
    if (testRows > left) {
      throw new IllegalArgumentException(
          "The test rows (%d) must be at most the %d that are left.".formatted(testRows, left));
    }
    if (largest > pool) {
      throw new IllegalArgumentException(
          "The sizes (%d) must be at most the %d rows that may be learnt from."
              .formatted(largest, pool));
    }
  }

  /** Draws a split; equal generators give equal splits, whatever the train size. */
  public Split draw(int rows, int trainSize, RandomGenerator random) {
    check(rows, trainSize);
    int pool = pool(rows);
    int[] places = IntStream.range(0, rows).toArray();
    switch (kind) {
      case RANDOM_SUBSET -> shuffle(places, pool, random);
      case RANDOM_SPLIT, WHOLE -> shuffle(places, rows, random);
      case PREFIX -> {}
    }
    int[] left = kind == Kind.WHOLE ? places.clone() : Arrays.copyOfRange(places, pool, rows);
    if (testRows > 0) {
      shuffle(left, left.length, random);
      left = Arrays.copyOf(left, testRows);
    }
    Arrays.sort(left);
    return new Split(Arrays.copyOf(places, trainSize), left);
  }

  /** Fisher and Yates, on the first places. */
  private static void shuffle(int[] places, int first, RandomGenerator random) {
    for (int i = first - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      int swapped = places[i];
      places[i] = places[other];
      places[other] = swapped;
    }
  }
}
