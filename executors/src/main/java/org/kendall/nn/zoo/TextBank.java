package org.kendall.nn.zoo;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;

/**
 * The states of a text for each image of a bank of noise: image i follows prompt i, or, where there
 * are fewer prompts, that of its remainder. They lie in a directory as {@code text.json}, which
 * tells their size, and {@code text.bin}: numbers in single precision, little end first, of the
 * empty text and then of each prompt.
 */
public final class TextBank {
  /** What text.json tells. */
  record Size(long prompts, TextShape text) {
    Size {
      if (prompts < 1 || prompts > Integer.MAX_VALUE || text.isNone()) {
        throw new IllegalArgumentException(
            "The prompts (%d) must be 1 to 2,147,483,647, with at least one token."
                .formatted(prompts));
      }
    }
  }

  private final String directory;
  private final Size size;

  private TextBank(String directory, Size size) {
    this.directory = directory;
    this.size = size;
  }

  /**
   * Reads how large a bank is; states are read when they are asked for.
   *
   * @throws BadDataException if there is none
   */
  public static TextBank read(String directory) {
    return new TextBank(
        directory, Described.read(described(directory), Size.class, "states of texts"));
  }

  /**
   * Writes a bank.
   *
   * @param states writes those of the empty text, then those of all prompts, as bytes
   */
  static TextBank write(String directory, Size size, Storage.Content states) {
    Storage.write(binary(directory), states);
    Described.write(described(directory), size);
    return new TextBank(directory, size);
  }

  private static String described(String directory) {
    return directory + "/text.json";
  }

  private static String binary(String directory) {
    return directory + "/text.bin";
  }

  /**
   * Looks whether the file reaches to its end.
   *
   * @throws BadDataException if it is missing or cut short
   */
  public void requireWhole() {
    read(size.prompts(), 1);
  }

  /** How many prompts there are, without the empty text. */
  public long prompts() {
    return size.prompts();
  }

  /** The size of one text's states. */
  public TextShape text() {
    return size.text();
  }

  /**
   * What {@link OpenZoo#guided} takes for a batch of images.
   *
   * @param first the number of the first image
   * @param manager on the device of the models
   * @return the empty text for each image, then each image's. Shape (2 count, tokens, width)
   * @throws BadDataException if the file is cut short
   */
  public NDArray states(long first, int count, NDManager manager) {
    int numbers = size.text().size();
    float[] all = new float[Math.multiplyExact(2 * count, numbers)];
    float[] empty = read(0, 1);
    for (int image = 0; image < count; image++) {
      System.arraycopy(empty, 0, all, image * numbers, numbers);
    }
    int done = 0;
    while (done < count) {
      long prompt = (first + done) % size.prompts();
      int run = (int) Math.min(count - done, size.prompts() - prompt);
      float[] some = read(1 + prompt, run);
      System.arraycopy(some, 0, all, (count + done) * numbers, some.length);
      done += run;
    }
    return manager.create(all, size.text().shape(2L * count));
  }

  private float[] read(long first, int count) {
    String file = binary(directory);
    int numbers = size.text().size();
    float[] states = new float[Math.multiplyExact(count, numbers)];
    try (InputStream in = Storage.openRaw(file)) {
      in.skipNBytes(first * numbers * Float.BYTES);
      byte[] bytes = in.readNBytes(states.length * Float.BYTES);
      if (bytes.length < states.length * Float.BYTES) {
        throw new IOException("it ends early");
      }
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(states);
      return states;
    } catch (IOException e) {
      throw new BadDataException(
          "The states of texts %s (%,d prompts, %s) cannot be read: %s.\nMaybe prepare them again."
              .formatted(file, size.prompts(), size.text(), e.getMessage()),
          e);
    }
  }
}
