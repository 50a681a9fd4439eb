package org.kendall.nn.zoo;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Map;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;

/**
 * Turns texts into numbers of tokens, as a {@code tokenizer.json} of Hugging Face says; all texts
 * are cut and padded to one length. How to pad is not left to the file, which for Stable Diffusion
 * says it wrongly or not at all.
 */
final class Tokenizer implements AutoCloseable {
  private static final int MOST_BYTES = 1 << 26;

  private final HuggingFaceTokenizer tokenizer;
  private final int length;
  private final long padding;

  private Tokenizer(HuggingFaceTokenizer tokenizer, int length, long padding) {
    this.tokenizer = tokenizer;
    this.length = length;
    this.padding = padding;
  }

  /**
   * Reads one.
   *
   * @param length tokens of each text, with those of its beginning and end
   * @param padding the number of the token that fills up short texts
   */
  static Tokenizer read(String file, int length, long padding) {
    // On a machine with CUDA, its natives would otherwise be asked for over the network.
    System.getProperties().putIfAbsent("RUST_FLAVOR", "cpu");
    Map<String, String> options =
        Map.of("padding", "false", "truncation", "true", "maxLength", String.valueOf(length));
    try (InputStream in = new ByteArrayInputStream(Storage.read(file, MOST_BYTES))) {
      return new Tokenizer(HuggingFaceTokenizer.newInstance(in, options), length, padding);
    } catch (IOException | RuntimeException e) {
      if (e instanceof BadDataException missing) {
        throw missing;
      }
      throw new BadDataException(
          "The file %s is no tokenizer: %s.\nMaybe it must be a tokenizer.json of Hugging Face."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The numbers of a text's tokens, as many as for any other text. */
  long[] tokens(String text) {
    long[] found = tokenizer.encode(text).getIds();
    long[] all = Arrays.copyOf(found, length);
    if (found.length < length) {
      Arrays.fill(all, found.length, length, padding);
    }
    return all;
  }

  @Override
  public void close() {
    tokenizer.close();
  }
}
