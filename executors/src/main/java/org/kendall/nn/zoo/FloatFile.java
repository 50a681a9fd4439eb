package org.kendall.nn.zoo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;

/** A file of numbers in single precision, little end first, and nothing else. */
public final class FloatFile {
  private FloatFile() {}

  /** The content of such a file. */
  public static byte[] bytes(float[] numbers) {
    ByteBuffer buffer =
        ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.asFloatBuffer().put(numbers);
    return buffer.array();
  }

  /**
   * Reads a file of so many numbers.
   *
   * @throws BadDataException if it cannot be read, or holds more or less
   */
  public static float[] read(String file, int count) {
    byte[] bytes;
    try (InputStream in = Storage.openRaw(file)) {
      bytes = in.readNBytes(Math.toIntExact(Float.BYTES * (long) count + 1));
    } catch (IOException e) {
      throw new BadDataException(
          "The weights %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
    if (bytes.length != (long) Float.BYTES * count) {
      throw new BadDataException(
          "The weights %s (%s bytes) must be those of %,d parameters (%,d bytes).\nMaybe they are of another network: look at the file beside."
              .formatted(file, found(bytes, count), count, (long) Float.BYTES * count));
    }
    float[] numbers = new float[count];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(numbers);
    return numbers;
  }

  /** A byte more than there must be is read, to see that there is one. */
  private static String found(byte[] bytes, int count) {
    return bytes.length > (long) Float.BYTES * count
        ? "more than %,d".formatted(bytes.length - 1)
        : "%,d".formatted(bytes.length);
  }
}
