package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;

/**
 * The cells of many architectures as one graph, in which all nodes that receive the same messages
 * are one node.
 *
 * <p>What reaches a node depends on nothing but the operations and nodes that lead to it, so equal
 * parts of different cells need to be computed only once; cells that differ by the order of their
 * nodes become the same output. Nodes that do not lead to an output are left out.
 *
 * <p>A message is what one node sends by one kind of gate; only those that somebody receives are
 * numbered. Message 0 carries nothing and fills rows up.
 *
 * @param senders of each message the node
 * @param kinds of each message the kind, see {@link GraphSharing}
 * @param inner the messages that each node receives which sends some: the inputs first, cell by
 *     cell
 * @param outputs the messages that each output receives; where codes are means over a cell, also
 *     the nodes whose states count, with the numbers that come after those of the messages
 * @param counts of each output so many states make up its code
 * @param architectures of each different architecture the outputs, one for each cell
 * @param rowOf for each architecture asked for the row in {@code architectures}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SharedGraphs(
    int[] senders,
    int[] kinds,
    Slots inner,
    Slots outputs,
    float[] counts,
    Slots architectures,
    int[] rowOf) {
  /**
   * Lists of numbers, one for each row.
   *
   * @param numbers (rows, width), filled up with zeros
   */
  @SuppressWarnings("ArrayRecordComponent")
  record Slots(int[] numbers, int rows) {
    static Slots of(List<int[]> lists) {
      int width = Math.max(1, lists.stream().mapToInt(list -> list.length).max().orElse(1));
      int[] numbers = new int[lists.size() * width];
      for (int i = 0; i < lists.size(); i++) {
        System.arraycopy(lists.get(i), 0, numbers, i * width, lists.get(i).length);
      }
      return new Slots(numbers, lists.size());
    }

    /** Shape (rows, width). */
    NDArray on(NDManager manager) {
      return manager.create(numbers, new Shape(rows, rows == 0 ? 1 : numbers.length / rows));
    }
  }

  /** An array as a key. */
  static final class Parts {
    private final int[] parts;
    private final int hash;

    Parts(int[] parts) {
      this.parts = parts;
      this.hash = Arrays.hashCode(parts);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Parts that && Arrays.equals(parts, that.parts);
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }
}
