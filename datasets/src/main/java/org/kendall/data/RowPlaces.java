package org.kendall.data;

import java.util.Arrays;

/** On which line of its file each row of a table begins, where the file has lines. */
final class RowPlaces {
  /** The line of a row of a file that has none. */
  static final int NO_LINE = 0;

  private int[] lines = new int[1024];
  private int count;

  /** The next row begins on that line. */
  void add(int line) {
    if (count == lines.length) {
      lines = Arrays.copyOf(lines, 2 * count);
    }
    lines[count++] = line;
  }

  int count() {
    return count;
  }

  /** Such as {@code row 3 (line 4)}. */
  String of(int row) {
    String text = "row %d".formatted(row + 1);
    return lines[row] == NO_LINE ? text : "%s (line %d)".formatted(text, lines[row]);
  }
}
