package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What each of some things gathers from the rows of an array, for graphs that are laid one after
 * another and share nothing: a sparse matrix, by which the array is multiplied.
 */
final class Gathering {
  /** What a thing takes of a row. */
  private record Entry(int thing, int row, double share) {}

  private final int things;
  private final List<Entry> entries = new ArrayList<>();

  Gathering(int things) {
    this.things = things;
  }

  /** Lets a thing gather a row. */
  void add(int thing, int row) {
    add(thing, row, 1);
  }

  /** Lets a thing gather a share of a row. */
  void add(int thing, int row, double share) {
    entries.add(new Entry(thing, row, share));
  }

  /**
   * The matrix. Its numbers lie in memory that PyTorch allocates and owns: the array would outlive
   * a buffer of Java's.
   *
   * @param rows of the arrays that it will multiply
   * @return (things, rows), sparse
   */
  NDArray on(NDManager manager, long rows, DataType type) {
    int count = entries.size();
    NDArray places = manager.create(new Shape(2, count), DataType.INT64);
    NDArray shares = manager.create(new Shape(count), DataType.FLOAT64);
    LongBuffer ofPlaces = places.toByteBuffer(true).asLongBuffer();
    DoubleBuffer ofShares = shares.toByteBuffer(true).asDoubleBuffer();
    for (int i = 0; i < count; i++) {
      ofPlaces.put(i, entries.get(i).thing());
      ofPlaces.put(count + i, entries.get(i).row());
      ofShares.put(i, entries.get(i).share());
    }
    return JniUtils.createSparseCoo(
        (PtNDArray) places, (PtNDArray) shares.toType(type, false), new Shape(things, rows));
  }
}
