package org.kendall.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Takes a table row by row, and refuses what is not as it must be. Used by one thread. */
final class TableBuilder {
  /** As many as memory holds with ease; Parquet can say them in a few bytes. */
  private static final int MOST_CELLS = 1 << 26;

  private static final long MOST_CHARACTERS = 1L << 28;

  private final String file;
  private final Table.Columns columns;
  private final RowPlaces places = new RowPlaces();
  private long characters;
  private final Map<String, List<String>> texts = new LinkedHashMap<>();
  private final Map<String, Numbers> numbers = new LinkedHashMap<>();

  /** A column of numbers as it grows. */
  private static final class Numbers {
    private double[] values = new double[1024];
    private int count;

    void add(double value) {
      if (count == values.length) {
        values = Arrays.copyOf(values, 2 * count);
      }
      values[count++] = value;
    }

    double[] whole() {
      return Arrays.copyOf(values, count);
    }
  }

  TableBuilder(String file, Table.Columns columns) {
    this.file = file;
    this.columns = columns;
    columns.texts().forEach(column -> texts.put(column, new ArrayList<>()));
    columns.numbers().forEach(column -> numbers.put(column, new Numbers()));
    columns.sparse().forEach(column -> numbers.putIfAbsent(column, new Numbers()));
  }

  /** The columns to be read, each once. */
  List<String> wanted() {
    return Stream.of(columns.texts(), columns.numbers(), columns.sparse())
        .flatMap(List::stream)
        .distinct()
        .toList();
  }

  /** Makes sure that a file with these columns has those to be read. */
  void requireIn(List<String> there) {
    for (String column : wanted()) {
      long count = there.stream().filter(column::equals).count();
      if (count == 0) {
        throw bad(
            "has no column %s; there are %s".formatted(column, String.join(", ", there)),
            "name one of these, or another file");
      }
      if (count > 1) {
        throw bad("has %d columns named %s".formatted(count, column), "rename all but one of them");
      }
    }
  }

  /** The next row begins; its cells follow, one for each column to be read. */
  void beginRow(int line) {
    places.add(line);
    if ((long) places.count() * (texts.size() + numbers.size()) > MOST_CELLS
        || characters > MOST_CHARACTERS) {
      throw bad("holds more than memory is meant to", "leave rows out");
    }
  }

  /** A cell of the current row, as text; taken as text, number or both, as was asked. */
  void cell(String column, String text) {
    List<String> asText = texts.get(column);
    if (asText != null) {
      characters += text.length();
      asText.add(text);
    }
    if (numbers.containsKey(column)) {
      if (text.isEmpty() && mayBeEmpty(column)) {
        numbers.get(column).add(Double.NaN);
      } else {
        number(column, parsed(column, text));
      }
    }
  }

  private boolean mayBeEmpty(String column) {
    return columns.sparse().contains(column) && !columns.numbers().contains(column);
  }

  /** A cell of the current row that is a number in the file. */
  void cell(String column, Number value) {
    List<String> asText = texts.get(column);
    if (asText != null) {
      asText.add(value.toString());
    }
    if (numbers.containsKey(column)) {
      number(column, value.doubleValue());
    }
  }

  private void number(String column, double value) {
    if (!Double.isFinite(value)) {
      throw wrongNumber(column, Double.toString(value));
    }
    numbers.get(column).add(value);
  }

  private double parsed(String column, String text) {
    // Java alone reads a letter at the end as a number's type, and NaN and Infinity as numbers.
    if (text.isEmpty() || Character.isLetter(text.charAt(text.length() - 1))) {
      throw wrongNumber(column, text);
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw wrongNumber(column, text);
    }
  }

  private BadDataException wrongNumber(String column, String text) {
    String found = text.isBlank() ? "nothing" : "'%s'".formatted(text);
    return bad(
        "holds %s in %s, column %s, where a finite number must be"
            .formatted(found, place(), column),
        "correct the row, or leave it out");
  }

  /** A row does not have a value for each column. */
  BadDataException ragged(int values, int columnsThere) {
    return bad(
        "has %d values in %s, but %d columns".formatted(values, place(), columnsThere),
        "put values that hold commas in quotes");
  }

  /** A cell of the current row holds nothing: neither text nor number. */
  void empty(String column) {
    if (texts.containsKey(column) || !mayBeEmpty(column)) {
      throw wrongNumber(column, "");
    }
    cell(column, "");
  }

  /** Says what is wrong with the table, and then what would be right. */
  BadDataException bad(String found, String advice) {
    return new BadDataException("The table %s %s.\nMaybe %s.".formatted(file, found, advice));
  }

  /** Where the current row stands. */
  String place() {
    return places.of(places.count() - 1);
  }

  Table build() {
    if (places.count() == 0) {
      throw bad("has no rows", "another file was meant");
    }
    Map<String, String[]> textColumns = new LinkedHashMap<>();
    texts.forEach((column, cells) -> textColumns.put(column, cells.toArray(String[]::new)));
    Map<String, double[]> numberColumns = new LinkedHashMap<>();
    numbers.forEach((column, cells) -> numberColumns.put(column, cells.whole()));
    return new Table(file, places, textColumns, numberColumns);
  }
}
