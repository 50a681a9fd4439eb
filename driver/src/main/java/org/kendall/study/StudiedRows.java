package org.kendall.study;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.kendall.evaluate.BenchmarkTable;
import org.kendall.evaluate.InformedCells;
import org.kendall.space.Candidate;

/**
 * The rows of a table that take part in a ranking study, in the table's order.
 *
 * @param labels one for each, as the table has them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StudiedRows(List<Candidate> candidates, double[] labels) {
  /** Which rows take part. */
  public enum Rule {
    /** Every row. */
    ALL,
    /** Those that have a value of every low-fidelity kind in a row of their own. */
    INFORMED
  }

  static StudiedRows of(BenchmarkTable table, MeasurePredictor measure) {
    List<Candidate> all = table.candidates();
    double[] labels = table.values(measure.label());
    if (measure.rule() == Rule.ALL) {
      return new StudiedRows(all, labels);
    }
    InformedCells<?> space = informed(measure);
    int[] kept =
        IntStream.range(0, labels.length).filter(row -> space.isComplete(all.get(row))).toArray();
    return new StudiedRows(
        Arrays.stream(kept).mapToObj(all::get).toList(),
        Arrays.stream(kept).mapToDouble(row -> labels[row]).toArray());
  }

  private static InformedCells<?> informed(MeasurePredictor measure) {
    if (measure.space() instanceof InformedCells<?> space) {
      return space;
    }
    throw new IllegalArgumentException(
        "The rows (informed) ask for low-fidelity information, and there is none.\nMaybe name a table of it with low_fidelity.");
  }

  /** How many there are. */
  public int size() {
    return labels.length;
  }
}
