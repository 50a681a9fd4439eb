package org.kendall.predict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.kendall.space.Counts;

/**
 * The counts of one family in the candidates seen, by part: gives squared distances to all of them
 * in the time that it takes to go through those with a part in common.
 */
final class PartIndex {
  /** Where a part is, and how often. */
  private record Posting(int[] rows, float[] times) {}

  private final Map<Long, Posting> postings = new HashMap<>();
  private final float[] squares;

  PartIndex(List<Counts> seen) {
    squares = new float[seen.size()];
    Map<Long, List<int[]>> lists = new HashMap<>();
    for (int row = 0; row < squares.length; row++) {
      Counts counts = seen.get(row);
      squares[row] = square(counts);
      for (int i = 0; i < counts.size(); i++) {
        lists
            .computeIfAbsent(counts.part(i), unseen -> new ArrayList<>())
            .add(new int[] {row, counts.times(i)});
      }
    }
    lists.forEach(
        (part, list) -> {
          float[] times = new float[list.size()];
          for (int i = 0; i < times.length; i++) {
            times[i] = list.get(i)[1];
          }
          postings.put(part, new Posting(list.stream().mapToInt(pair -> pair[0]).toArray(), times));
        });
  }

  private static float square(Counts counts) {
    float square = 0;
    for (int i = 0; i < counts.size(); i++) {
      square += counts.times(i) * counts.times(i);
    }
    return square;
  }

  /** Adds the weighted squared distances. Shape of the sums (candidates, seen). */
  void add(List<Counts> candidates, double weight, double[] sums) {
    int seen = squares.length;
    IntStream.range(0, candidates.size())
        .parallel()
        .forEach(i -> addRow(candidates.get(i), weight, sums, i * seen));
  }

  private void addRow(Counts counts, double weight, double[] sums, int at) {
    double square = weight * square(counts);
    for (int row = 0; row < squares.length; row++) {
      sums[at + row] += square + weight * squares[row];
    }
    for (int i = 0; i < counts.size(); i++) {
      Posting posting = postings.get(counts.part(i));
      if (posting != null) {
        double factor = -2 * weight * counts.times(i);
        for (int p = 0; p < posting.rows.length; p++) {
          sums[at + posting.rows[p]] += factor * posting.times[p];
        }
      }
    }
  }
}
