package org.kendall.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of cells, aligned for a terminal: words to the left, numbers to the right. */
public final class TextTable {
  private final List<List<String>> rows = new ArrayList<>();

  /** The first row is the header; all rows have its length. */
  public void add(List<String> cells) {
    rows.add(cells.stream().map(cell -> cell.replaceAll("\\p{Cntrl}", " ")).toList());
  }

  @Override
  public String toString() {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private String line(List<String> row, int[] widths) {
    String line =
        IntStream.range(0, widths.length)
            .mapToObj(
                i -> {
                  String blank = " ".repeat(widths[i] - row.get(i).length());
                  return isNumeric(i) ? blank + row.get(i) : row.get(i) + blank;
                })
            .collect(Collectors.joining("  ", "  ", ""));
    return line.stripTrailing() + "\n";
  }

  private boolean isNumeric(int column) {
    return rows.stream().skip(1).allMatch(row -> row.get(column).matches("-|-?\\d.*"));
  }
}
