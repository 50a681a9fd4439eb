package org.kendall.data;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * The columns of a table that were asked for, in the order of its rows.
 *
 * <p>A table is a file, plain or gzip, on any file system of Hadoop's: CSV (RFC 4180, UTF-8, the
 * first line names the columns) or Parquet (one value per column and row).
 */
public final class Table {
  /** The names of the tables that come with Kendall. */
  public static final List<String> SHIPPED = List.of("nasbench201-digits");

  private static final byte[] PARQUET = {'P', 'A', 'R', '1'};

  private final String file;
  private final RowPlaces places;
  private final Map<String, String[]> texts;
  private final Map<String, double[]> numbers;

  Table(String file, RowPlaces places, Map<String, String[]> texts, Map<String, double[]> numbers) {
    this.file = file;
    this.places = places;
    this.texts = Map.copyOf(texts);
    this.numbers = Map.copyOf(numbers);
  }

  /**
   * Which columns are read, and as what; all others are passed over.
   *
   * @param texts columns that are taken as they are
   * @param numbers columns that must hold a finite number in every row
   * @param sparse columns that hold a finite number, or nothing: then NaN is read
   */
  public record Columns(List<String> texts, List<String> numbers, List<String> sparse) {
    public Columns {
      texts = List.copyOf(texts);
      numbers = List.copyOf(numbers);
      sparse = List.copyOf(sparse);
    }

    /** Without columns that may hold nothing. */
    public Columns(List<String> texts, List<String> numbers) {
      this(texts, numbers, List.of());
    }
  }

  /**
   * Reads a table: a file's, or one of the {@link #SHIPPED} by its name.
   *
   * @throws BadDataException if the file is missing, damaged or no table, lacks a column, or holds
   *     anything but a finite number where there must be one; it tells file, row and column
   */
  public static Table read(String path, Columns columns) {
    TableBuilder rows = new TableBuilder(path, columns);
    try (InputStream in = new BufferedInputStream(opened(path))) {
      in.mark(PARQUET.length);
      boolean parquet = Arrays.equals(in.readNBytes(PARQUET.length), PARQUET);
      in.reset();
      if (parquet) {
        ParquetRows.read(in, rows);
      } else {
        CsvRows.read(in, rows);
      }
    } catch (IOException e) {
      throw Storage.unreadable(path, e);
    }
    return rows.build();
  }

  private static InputStream opened(String path) throws IOException {
    return SHIPPED.contains(path)
        ? new GZIPInputStream(Table.class.getResourceAsStream(path + ".csv.gz"))
        : Storage.open(path);
  }

  /** How many rows there are, at least one. */
  public int rows() {
    return places.count();
  }

  /** A cell of a column of texts. */
  public String text(String column, int row) {
    return texts.get(column)[row];
  }

  /** A column of numbers, one for each row; NaN where a sparse one holds nothing. */
  public double[] numbers(String column) {
    return numbers.get(column).clone();
  }

  /** Where a row stands, for people: {@code row 3 (line 4)}; counted from 1. */
  public String place(int row) {
    return places.of(row);
  }

  /** The file, as it was asked for. */
  public String file() {
    return file;
  }
}
