package org.kendall.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableTest {
  private static final String CSV =
      """
      name,index,acc,"with, comma"
      a,0,91.5,1e3
      "b, ""the"" second",1,-.5,2
      "c
      d",2,0,3

      ,3,7,4
      """;

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("t.csv"), content);
  }

  private static Table read(Path file, List<String> texts, List<String> numbers) {
    return Table.read(file.toString(), new Table.Columns(texts, numbers));
  }

  private String refusal(String content, List<String> texts, List<String> numbers)
      throws IOException {
    Path file = file(content);
    try {
      read(file, texts, numbers);
    } catch (BadDataException e) {
      return e.getMessage().replace(file.toString(), "FILE");
    }
    throw new AssertionError("not refused");
  }

  private static void assertIsExample(Table table) {
    assertThat(table.rows()).isEqualTo(4);
    assertThat(List.of(0, 1, 2, 3))
        .extracting(row -> table.text("name", row))
        .containsExactly("a", "b, \"the\" second", "c\nd", "");
    assertThat(table.numbers("acc")).containsExactly(91.5, -0.5, 0, 7);
    assertThat(table.numbers("with, comma")).containsExactly(1000, 2, 3, 4);
  }

  @Test
  void aSparseColumnMayHoldNothingAndOtherwiseANumber() throws IOException {
    Path file = file("a,b\n1,\n2,5\n");
    Table table =
        Table.read(file.toString(), new Table.Columns(List.of(), List.of("a"), List.of("b")));
    assertThat(table.numbers("b")).containsExactly(Double.NaN, 5);
    Path odd = file("a,b\n1,x\n");
    Table.Columns sparse = new Table.Columns(List.of(), List.of(), List.of("b"));
    assertThatThrownBy(() -> Table.read(odd.toString(), sparse)).hasMessageContaining("'x'");
    Path strict = file("a,b\n1,\n");
    Table.Columns both = new Table.Columns(List.of(), List.of("b"), List.of("b"));
    assertThatThrownBy(() -> Table.read(strict.toString(), both)).hasMessageContaining("nothing");
  }

  private static final List<String> NUMBERS = List.of("acc", "with, comma");

  @Test
  void quotesBlankLinesAndUnwantedColumnsAreReadAsTheStandardSays() throws IOException {
    Table table = read(file(CSV), List.of("name"), NUMBERS);
    assertIsExample(table);
    assertThat(List.of(0, 1, 2, 3))
        .extracting(table::place)
        .containsExactly("row 1 (line 2)", "row 2 (line 3)", "row 3 (line 4)", "row 4 (line 7)");
  }

  @Test
  void linesMayEndInTheDosWayAndTheLastInNone() throws IOException {
    String dos = CSV.stripTrailing().replace("\n", "\r\n").replace("c\r\nd", "c\nd");
    assertIsExample(read(file(dos), List.of("name"), NUMBERS));
    assertIsExample(read(file("\uFEFF" + CSV), List.of("name"), NUMBERS));
  }

  @Test
  void gzipIsReadWhateverTheNameAndAColumnBothWays() throws IOException {
    Path file = folder.resolve("t.csv");
    Files.write(file, Written.zip(CSV.getBytes(StandardCharsets.UTF_8)));
    Table table = read(file, List.of("name", "acc"), NUMBERS);
    assertIsExample(table);
    assertThat(table.text("acc", 1)).isEqualTo("-.5");
  }

  @Test
  void aMissingColumnIsNamedWithThoseThereAre() throws IOException {
    assertThat(refusal("a,b\n1,2\n", List.of("a"), List.of("c")))
        .isEqualTo(
            "The table FILE has no column c; there are a, b.\n"
                + "Maybe name one of these, or another file.");
    assertThat(refusal("a,b,a\n1,2,3\n", List.of("a"), List.of()))
        .startsWith("The table FILE has 2 columns named a.\n");
  }

  @ParameterizedTest
  @CsvSource({
    "x,'''x'''",
    "NaN,'''NaN'''",
    "1d,'''1d'''",
    "-Infinity,'''-Infinity'''",
    "1e999,'''Infinity'''",
    "'',nothing",
    "' ',nothing",
    "'1,5',''''",
  })
  void whatIsNoFiniteNumberIsNamedWithRowAndColumn(String cell, String shown) throws IOException {
    String content = "key,acc\n\"two\nlines\",1\nb,\"%s\"\n".formatted(cell);
    assertThat(refusal(content, List.of("key"), List.of("acc")))
        .startsWith("The table FILE holds ")
        .contains(shown)
        .contains(" in row 2 (line 4), column acc, where a finite number must be.\nMaybe ");
  }

  @Test
  void aRowWithTooFewOrTooManyValuesIsNamed() throws IOException {
    assertThat(refusal("a,b\n1,2\n3\n", List.of("a"), List.of()))
        .startsWith("The table FILE has 1 values in row 2 (line 3), but 2 columns.\nMaybe ");
    assertThat(refusal("a,b\n1,2,3\n", List.of("a"), List.of()))
        .startsWith("The table FILE has 3 values in row 1 (line 2), but 2 columns.");
  }

  @Test
  void anEmptyTableIsRefused() throws IOException {
    assertThat(refusal("", List.of("a"), List.of())).startsWith("The table FILE is empty.\n");
    assertThat(refusal("a,b\n", List.of("a"), List.of()))
        .startsWith("The table FILE has no rows.\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 12, 200})
  void gzipCutShortIsSaid(int missing) throws IOException {
    byte[] zipped = Written.zip(CSV.repeat(500).getBytes(StandardCharsets.UTF_8));
    Path file = folder.resolve("t.csv.gz");
    Files.write(file, Arrays.copyOf(zipped, zipped.length - missing));
    assertThatThrownBy(() -> read(file, List.of("name"), List.of()))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("The data file %s cannot be read: ".formatted(file));
  }

  @Test
  void whatIsNoTextIsNoTable() throws IOException {
    Path file = folder.resolve("x.png");
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, (byte) 0xff, 0, 1});
    assertThatThrownBy(() -> read(file, List.of("name"), List.of()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("is neither CSV in UTF-8 nor Parquet");
  }

  @Test
  void anUnescapedQuoteIsNamedWithItsLine() throws IOException {
    assertThat(refusal("a,b\n1,2\n\"x\"y,4\n", List.of("a"), List.of()))
        .startsWith("The table FILE is not CSV near line 3.\n");
  }

  private Path parquet(String schema, Object[]... rows) throws IOException {
    MessageType type = MessageTypeParser.parseMessageType("message m { " + schema + " }");
    Path file = folder.resolve("t.parquet");
    Files.deleteIfExists(file);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
            .withType(type)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      for (Object[] row : rows) {
        Group group = new SimpleGroupFactory(type).newGroup();
        for (int field = 0; field < row.length; field++) {
          add(group, field, row[field]);
        }
        writer.write(group);
      }
    }
    return file;
  }

  private static void add(Group group, int field, Object value) {
    if (value instanceof String text) {
      group.add(field, text);
    } else if (value instanceof Double number) {
      group.add(field, (double) number);
    } else if (value instanceof Float number) {
      group.add(field, (float) number);
    } else if (value instanceof Integer number) {
      group.add(field, (int) number);
    } else if (value instanceof Long number) {
      group.add(field, (long) number);
    } // null stays out
  }

  private static final String SCHEMA =
      "optional binary name (STRING); optional double acc; required int64 n; required int32 i;"
          + " required float f;";

  @Test
  void parquetIsReadPlainAndGzip() throws IOException {
    Path file =
        parquet(SCHEMA, new Object[] {"a", 1.5, 7L, 1, 0.5f}, new Object[] {"b", 2.5, 8L, 2, 4f});
    Path zipped = Files.write(folder.resolve("z"), Written.zip(Files.readAllBytes(file)));
    for (Path path : List.of(file, zipped)) {
      Table table = read(path, List.of("name", "i"), List.of("f", "acc", "n"));
      assertThat(table.rows()).isEqualTo(2);
      assertThat(table.text("name", 1)).isEqualTo("b");
      assertThat(table.text("i", 1)).isEqualTo("2");
      assertThat(table.numbers("acc")).containsExactly(1.5, 2.5);
      assertThat(table.numbers("n")).containsExactly(7, 8);
      assertThat(table.numbers("f")).containsExactly(0.5, 4);
      assertThat(table.place(1)).isEqualTo("row 2");
    }
  }

  @Test
  void badParquetIsNamedWithRowAndColumn() throws IOException {
    Path file =
        parquet(SCHEMA, new Object[] {"a", 1.5, 7L, 1, 0.5f}, new Object[] {null, null, 8L, 2, 4f});
    assertThatThrownBy(() -> read(file, List.of(), List.of("acc")))
        .hasMessageContaining("holds nothing in row 2, column acc");
    assertThatThrownBy(() -> read(file, List.of(), List.of("accuracy")))
        .hasMessageContaining("has no column accuracy; there are name, acc, n, i, f.");
    Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 300));
    assertThatThrownBy(() -> read(file, List.of(), List.of("n")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("The data file %s cannot be read: it is not whole".formatted(file));
    Path lists = parquet("repeated double acc;", new Object[] {1.0});
    assertThatThrownBy(() -> read(lists, List.of(), List.of("acc")))
        .hasMessageContaining("holds lists or blocks in column acc");
  }
}
