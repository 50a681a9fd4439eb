package org.kendall.jobs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.kendall.data.BadDataException;
import org.kendall.predict.Scored;
import org.kendall.space.Nasbench201;

/** The NAS-Bench-201 table as a gzipped CSV file, one cell a line, in the benchmark's order. */
final class Nasbench201Table {
  private static final String CELL = "arch_str";

  private Nasbench201Table() {}

  /**
   * Reads all cells with one of their figures.
   *
   * @throws BadDataException if the file is missing or is not such a table
   */
  static List<Scored> read(Path file, String label) {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      String header = lines.readLine();
      List<String> columns = header == null ? List.of() : List.of(header.split(","));
      int cell = columns.indexOf(CELL);
      int figure = columns.indexOf(label);
      if (cell < 0 || figure < 0) {
        throw new BadDataException(
            "The table %s must have the columns %s and %s; it has %s."
                .formatted(file, CELL, label, columns));
      }
      List<Scored> cells = new ArrayList<>();
      Nasbench201 space = new Nasbench201(16, 5);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] values = line.split(",", -1);
        cells.add(new Scored(space.parse(values[cell]), Double.parseDouble(values[figure])));
      }
      if (cells.size() != space.size()) {
        throw new BadDataException(
            "The table %s must have all %,d cells; it has %,d."
                .formatted(file, space.size(), cells.size()));
      }
      return cells;
    } catch (NoSuchFileException e) {
      throw new BadDataException("There is no table %s.".formatted(file), e);
    } catch (IOException | IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new BadDataException(
          "The table %s cannot be read as gzipped CSV of NAS-Bench-201 cells: %s"
              .formatted(file, e.getMessage()),
          e);
    }
  }
}
