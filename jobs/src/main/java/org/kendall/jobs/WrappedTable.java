package org.kendall.jobs;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.text.WordUtils;

/** Rows of texts in columns, each cell wrapped to its column's width. */
final class WrappedTable {
  private static final String MARGIN = "  ";

  private final int[] widths;
  private final List<List<String>> rows = new ArrayList<>();

  /** Columns of at most these widths; narrower where their texts are. */
  WrappedTable(int... widths) {
    this.widths = widths.clone();
  }

  void row(String... cells) {
    rows.add(List.of(cells));
  }

  @Override
  public String toString() {
    int[] used =
        IntStream.range(0, widths.length)
            .map(column -> Math.min(widths[column], longest(column)))
            .toArray();
    return rows.stream().map(row -> lines(row, used)).collect(Collectors.joining());
  }

  private int longest(int column) {
    return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
  }

  private static String lines(List<String> row, int[] widths) {
    List<List<String>> cells = new ArrayList<>();
    for (int column = 0; column < widths.length; column++) {
      String wrapped = WordUtils.wrap(row.get(column), Math.max(1, widths[column]), "\n", true);
      cells.add(Arrays.asList(wrapped.split("\n")));
    }
    int height = cells.stream().mapToInt(List::size).max().orElse(0);
    StringBuilder text = new StringBuilder();
    for (int line = 0; line < height; line++) {
      StringBuilder one = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String cell = line < cells.get(column).size() ? cells.get(column).get(line) : "";
        one.append(MARGIN).append(cell).append(" ".repeat(widths[column] - cell.length()));
      }
      text.append(one.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }
}
