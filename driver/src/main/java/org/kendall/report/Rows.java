package org.kendall.report;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A table of named columns. A row has null where there is no value.
 *
 * @param rows (rows), each of shape (columns)
 */
public record Rows(List<Column> columns, List<Object[]> rows) {

  /** What the values of a column are. */
  public enum Type {
    /** {@link Long}. */
    LONG,
    /** {@link Integer}. */
    INTEGER,
    /** {@link Double}. */
    DOUBLE,
    /** {@link String}. */
    TEXT,
    /** {@link Long}, milliseconds since the epoch. */
    MILLIS
  }

  /**
   * A column.
   *
   * @param name in snake case and unique, letter case aside
   */
  public record Column(String name, Type type) {}

  public Rows {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /** The same rows with only those columns whose names pass. */
  public Rows select(Predicate<String> wanted) {
    int[] places =
        IntStream.range(0, columns.size())
            .filter(i -> wanted.test(columns.get(i).name()))
            .toArray();
    return new Rows(
        Arrays.stream(places).mapToObj(columns::get).toList(),
        rows.stream().map(row -> Arrays.stream(places).mapToObj(i -> row[i]).toArray()).toList());
  }

  /**
   * The table as comma-separated values (RFC 4180 but for line ends): a header, then one line each
   * that ends with a line feed. What is not there is empty.
   */
  public String toCsv() {
    Stream<String> header = Stream.of(line(columns.stream().map(Column::name)));
    Stream<String> lines = rows.stream().map(row -> line(Arrays.stream(row).map(Rows::text)));
    return Stream.concat(header, lines).collect(Collectors.joining());
  }

  private static String line(Stream<String> fields) {
    return fields.map(Rows::quoted).collect(Collectors.joining(",", "", "\n"));
  }

  private static String text(Object value) {
    if (value == null) {
      return "";
    }
    // Double.toString would write 1.0E7, which some readers take for a text.
    return value instanceof Double number
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : value.toString();
  }

  private static String quoted(String field) {
    return field.matches("[^\",\r\n]*") ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
