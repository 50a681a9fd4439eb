package org.kendall.data;

import com.univocity.parsers.common.TextParsingException;
import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import com.univocity.parsers.csv.UnescapedQuoteHandling;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The rows of a CSV file (RFC 4180): UTF-8, names of the columns first, quotes where needed. */
final class CsvRows {
  private static final int MOST_COLUMNS = 10_000;
  private static final int LONGEST_CELL = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private CsvRows() {}

  static void read(InputStream in, TableBuilder rows) throws IOException {
    Reader text =
        new InputStreamReader(
            in,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    CsvParser parser = new CsvParser(settings());
    try {
      parser.beginParsing(text);
      read(parser, rows);
    } catch (TextParsingException | IllegalStateException e) {
      throw reason(e, rows);
    } finally {
      parser.stopParsing();
    }
  }

  private static void read(CsvParser parser, TableBuilder rows) {
    String[] header = parser.parseNext();
    if (header == null) {
      throw rows.bad("is empty", "another file was meant");
    }
    header[0] = header[0].startsWith(BYTE_ORDER_MARK) ? header[0].substring(1) : header[0];
    List<String> columns = Arrays.asList(header);
    rows.requireIn(columns);
    int[] places = rows.wanted().stream().mapToInt(columns::indexOf).toArray();
    int line = line(parser);
    for (String[] cells = parser.parseNext(); cells != null; cells = parser.parseNext()) {
      if (!isBlank(cells)) {
        rows.beginRow(line);
        if (cells.length != header.length) {
          throw rows.ragged(cells.length, header.length);
        }
        for (int place : places) {
          rows.cell(header[place], cells[place]);
        }
      }
      line = line(parser);
    }
  }

  private static boolean isBlank(String[] cells) {
    return cells.length == 1 && cells[0].isEmpty();
  }

  /** The line on which the next row begins. */
  private static int line(CsvParser parser) {
    return (int) parser.getContext().currentLine() + 1;
  }

  private static CsvParserSettings settings() {
    CsvParserSettings settings = new CsvParserSettings();
    settings.setLineSeparatorDetectionEnabled(true);
    settings.setSkipEmptyLines(false);
    settings.setIgnoreLeadingWhitespaces(false);
    settings.setIgnoreTrailingWhitespaces(false);
    settings.setReadInputOnSeparateThread(false);
    settings.setCommentProcessingEnabled(false);
    settings.setUnescapedQuoteHandling(UnescapedQuoteHandling.RAISE_ERROR);
    settings.setMaxCharsPerColumn(LONGEST_CELL);
    settings.setMaxColumns(MOST_COLUMNS);
    settings.setNullValue("");
    settings.setEmptyValue("");
    return settings;
  }

  /** The parser wraps what the stream threw. */
  private static BadDataException reason(RuntimeException failure, TableBuilder rows)
      throws IOException {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException) {
        return rows.bad("is neither CSV in UTF-8 nor Parquet", "another file was meant");
      }
      if (cause instanceof IOException damaged) {
        throw damaged;
      }
    }
    String line =
        failure instanceof TextParsingException parsing
            ? "near line %d".formatted(parsing.getLineIndex() + 1)
            : "somewhere";
    return rows.bad(
        "is not CSV %s".formatted(line),
        "put values with quotes in them in quotes, and double those within");
  }
}
