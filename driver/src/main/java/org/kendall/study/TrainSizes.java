package org.kendall.study;

import java.util.List;

/** Reads how many rows are learnt from: numbers, or shares of those that may be. */
public final class TrainSizes {
  private TrainSizes() {}

  /**
   * The sizes in rows; shares are rounded down.
   *
   * @param texts such as {@code 78} or {@code 0.5%}
   * @param pool the rows that may be learnt from
   * @throws IllegalArgumentException if one cannot be read or is below two
   */
  public static List<Integer> of(List<String> texts, int pool) {
    return texts.stream().map(text -> rows(text, pool)).toList();
  }

  private static int rows(String text, int pool) {
    int rows;
    try {
      rows =
          text.endsWith("%")
              // 0.1 % of 1,000 is 1, though the product of the doubles is a little less.
              ? (int) (Double.parseDouble(text.substring(0, text.length() - 1)) * pool / 100 + 1e-9)
              : Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "The sizes (%s) must be whole numbers, or shares such as 0.5%%.".formatted(text), e);
    }
    if (rows < 2) {
      throw new IllegalArgumentException(
          "The sizes (%s: %d of %d rows) must be two rows at least.".formatted(text, rows, pool));
    }
    return rows;
  }
}
