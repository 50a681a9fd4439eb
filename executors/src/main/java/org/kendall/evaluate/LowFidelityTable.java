package org.kendall.evaluate;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import org.kendall.space.Setting;

/**
 * Where something cheap that is known of candidates lies, such as zero-cost proxies.
 *
 * @param table CSV or Parquet, plain or gzip, on any file system of Hadoop's
 * @param key as in {@link TableSettings}; empty until it is known which table is studied
 */
@Setting("A table of what is known of candidates before they are measured.")
public record LowFidelityTable(
    @Setting("The table: CSV or Parquet, plain or gzip; relative to the table of labels.")
        String table,
    @Setting(
            value = "The columns that hold the candidate; left out: as in the table of labels.",
            byDefault = "[]")
        List<String> key,
    @Setting("The columns of numbers that are taken; an empty cell says that one is missing.")
        List<String> columns,
    @Setting(value = "Numbers that say the same as an empty cell.", byDefault = "[-1.0e8]")
        List<Double> missing)
    implements Serializable {
  public LowFidelityTable {
    key = List.copyOf(key);
    columns = List.copyOf(columns);
    missing = List.copyOf(missing);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("The columns (none) must be at least one.");
    }
    if (new HashSet<>(columns).size() < columns.size()) {
      throw new IllegalArgumentException("The columns (%s) must differ.".formatted(columns));
    }
  }

  /**
   * The same beside another table: with its key where it has none of its own, and from its folder
   * on where its path is relative.
   */
  public LowFidelityTable beside(TableSettings other) {
    String file = other.file();
    boolean absolute = table.startsWith("/") || table.matches("[a-z][a-z0-9+.-]+:.*");
    String folder = absolute ? "" : file.substring(0, file.lastIndexOf('/') + 1);
    return new LowFidelityTable(
        folder + table, key.isEmpty() ? other.key() : key, columns, missing);
  }

  boolean isMissing(double value) {
    return Double.isNaN(value) || missing.contains(value);
  }
}
