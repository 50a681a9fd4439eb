package org.kendall.nn;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How far a training has come.
 *
 * @param done epochs or steps
 * @param sum what was summed up meanwhile, such as losses
 * @param arrays the weights, and all else that the next step depends on
 */
public record TrainingState(int done, double sum, List<float[]> arrays) {
  public TrainingState {
    arrays = List.copyOf(arrays);
  }

  /** How many bytes a state takes whose arrays have these lengths. */
  public static int bytes(int... lengths) {
    long numbers = Arrays.stream(lengths).mapToLong(length -> length).sum();
    return Math.toIntExact(
        2 * Integer.BYTES
            + Double.BYTES
            + (long) Integer.BYTES * lengths.length
            + Float.BYTES * numbers);
  }

  /** As bytes: done, sum, the count of the arrays; then of each its length and its numbers. */
  public byte[] toBytes() {
    int[] lengths = arrays.stream().mapToInt(array -> array.length).toArray();
    ByteBuffer bytes = ByteBuffer.allocate(bytes(lengths));
    bytes.putInt(done).putDouble(sum).putInt(arrays.size());
    for (float[] array : arrays) {
      bytes.putInt(array.length).asFloatBuffer().put(array);
      bytes.position(bytes.position() + Float.BYTES * array.length);
    }
    return bytes.array();
  }

  /** Reads what {@link #toBytes} wrote; empty if its arrays have other lengths. */
  public static Optional<TrainingState> of(ByteBuffer bytes, int... lengths) {
    try {
      int done = bytes.getInt();
      double sum = bytes.getDouble();
      if (bytes.getInt() != lengths.length) {
        return Optional.empty();
      }
      List<float[]> arrays = new ArrayList<>();
      for (int length : lengths) {
        if (bytes.getInt() != length || bytes.remaining() < Float.BYTES * (long) length) {
          return Optional.empty();
        }
        float[] array = new float[length];
        bytes.asFloatBuffer().get(array);
        bytes.position(bytes.position() + Float.BYTES * length);
        arrays.add(array);
      }
      return bytes.hasRemaining()
          ? Optional.empty()
          : Optional.of(new TrainingState(done, sum, arrays));
    } catch (BufferUnderflowException e) {
      return Optional.empty();
    }
  }
}
