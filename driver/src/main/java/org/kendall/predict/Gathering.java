package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists of row numbers, one for each thing that gathers, for graphs that are laid one after another
 * and share nothing.
 */
final class Gathering {
  private final List<List<Integer>> lists = new ArrayList<>();

  Gathering(int things) {
    for (int i = 0; i < things; i++) {
      lists.add(new ArrayList<>());
    }
  }

  void add(int thing, int row) {
    lists.get(thing).add(row);
  }

  /** The sums of the rows of each list. Shape (things, width). */
  NDArray sums(NDArray rows) {
    return sums(rows, slots(rows.getManager(), rows.getShape().get(0)));
  }

  /** The same for slots made before. */
  static NDArray sums(NDArray rows, NDArray slots) {
    return Tensors.rows(padded(rows), slots).sum(new int[] {1});
  }

  /** The means of the rows of each list; zero where a list is empty. Shape (things, width). */
  NDArray means(NDArray rows) {
    float[] counts = new float[lists.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Math.max(1, lists.get(i).size());
    }
    NDArray divisors = rows.getManager().create(counts, new Shape(counts.length, 1));
    return sums(rows).div(divisors.toType(rows.getDataType(), false));
  }

  /** With a row of zeros at the end. */
  private static NDArray padded(NDArray rows) {
    Shape one = new Shape(1, rows.getShape().get(1));
    return rows.concat(rows.getManager().zeros(one, rows.getDataType()));
  }

  /**
   * The lists, filled up.
   *
   * @param zero the number of rows: that of a row of zeros behind them
   * @return (things, longest list)
   */
  NDArray slots(NDManager manager, long zero) {
    int width = Math.max(1, lists.stream().mapToInt(List::size).max().orElse(1));
    int[] slots = new int[lists.size() * width];
    for (int i = 0; i < lists.size(); i++) {
      for (int j = 0; j < width; j++) {
        List<Integer> list = lists.get(i);
        slots[i * width + j] = j < list.size() ? list.get(j) : (int) zero;
      }
    }
    return manager.create(slots, new Shape(lists.size(), width));
  }
}
