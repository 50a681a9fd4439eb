package org.kendall.predict;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.kendall.space.Counts;

/**
 * The counts of one family in the candidates seen, by part: gives squared distances to all of them
 * in the time that it takes to go through those with a part in common. Counts are small, so that
 * single precision is exact.
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

  /** Squared distances to all seen. Shape (candidates, seen), row by row. */
  float[] distances(List<Counts> candidates) {
    float[] distances = new float[candidates.size() * squares.length];
    for (int i = 0; i < candidates.size(); i++) {
      fill(candidates.get(i), distances, i * squares.length);
    }
    return distances;
  }

  private void fill(Counts counts, float[] distances, int at) {
    float square = square(counts);
    for (int row = 0; row < squares.length; row++) {
      distances[at + row] = square + squares[row];
    }
    for (int i = 0; i < counts.size(); i++) {
      Posting posting = postings.get(counts.part(i));
      if (posting != null) {
        float factor = -2 * counts.times(i);
        for (int p = 0; p < posting.rows.length; p++) {
          distances[at + posting.rows[p]] += factor * posting.times[p];
        }
      }
    }
  }
}
