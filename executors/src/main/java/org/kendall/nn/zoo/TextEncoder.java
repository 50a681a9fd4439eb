package org.kendall.nn.zoo;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;
import org.kendall.nn.NativeThreads;
import org.kendall.space.Setting;

/**
 * Turns prompts into a {@link TextBank}, once for a zoo. The module takes the numbers of tokens as
 * int64 (texts, tokens); its first output is their states (texts, tokens, width).
 */
@Setting("How prompts are turned into states of texts.")
public record TextEncoder(
    @Setting(value = "The TorchScript module of the encoder.", byDefault = "") String module,
    @Setting(value = "The tokenizer.json of Hugging Face.", byDefault = "") String tokenizer,
    @Setting(value = "Tokens that each prompt is cut or padded to.", byDefault = "77") int tokens,
    @Setting(value = "Numbers of a token's state.", byDefault = "768") int width,
    @Setting(value = "The number of the token that pads.", byDefault = "49407") int padding,
    @Setting(value = "Prompts that are encoded at once.", byDefault = "32") int batchSize)
    implements Serializable {
  private static final int MOST_BYTES = 1 << 28;

  public TextEncoder {
    if (tokens < 1 || width < 1 || padding < 0 || batchSize < 1) {
      throw new IllegalArgumentException(
          "The tokens (%d), the width (%d) and the batch size (%d) must be positive, the padding (%d) not negative."
              .formatted(tokens, width, batchSize, padding));
    }
  }

  /**
   * Encodes the empty text and the prompts of a file.
   *
   * @param prompts a file with one a line, in UTF-8
   * @param directory where the bank is written, such as that of the zoo
   * @throws BadDataException if a file is missing or damaged, or a line is empty
   */
  public TextBank encode(String prompts, String directory, Device device) {
    List<String> texts = new ArrayList<>(List.of(""));
    texts.addAll(lines(prompts));
    NativeThreads.settle();
    try (NDManager manager = NDManager.newBaseManager(device, "PyTorch");
        Tokenizer reader = Tokenizer.read(tokenizer, tokens, padding)) {
      TracedModule encoder = TracedModule.load(module, new Contract(this), manager);
      TextBank.Size size = new TextBank.Size(texts.size() - 1, text());
      return TextBank.write(
          directory,
          size,
          out -> {
            for (int from = 0; from < texts.size(); from += batchSize) {
              int until = Math.min(texts.size(), from + batchSize);
              write(texts.subList(from, until), reader, encoder, manager, out);
            }
          });
    }
  }

  /**
   * Looks at the files that {@link #encode} reads; the module is not loaded.
   *
   * @throws BadDataException if one is missing, or a line of the prompts is empty
   */
  public void check(String prompts) {
    lines(prompts);
    Tokenizer.read(tokenizer, tokens, padding).close();
    if (!Storage.exists(module)) {
      throw new BadDataException(
          "The text encoder %s does not exist.\nMaybe trace it as the README says."
              .formatted(module));
    }
  }

  /** The size of one text's states. */
  public TextShape text() {
    return new TextShape(tokens, width);
  }

  private static List<String> lines(String file) {
    byte[] content = Storage.read(file, MOST_BYTES);
    List<String> lines = new String(content, StandardCharsets.UTF_8).lines().toList();
    int empty = lines.indexOf("");
    if (lines.isEmpty() || empty >= 0) {
      throw new BadDataException(
          "The prompts %s must be one a line; line %d is empty.".formatted(file, empty + 1));
    }
    return lines;
  }

  private void write(
      List<String> texts,
      Tokenizer reader,
      TracedModule encoder,
      NDManager manager,
      OutputStream out)
      throws IOException {
    long[] numbers = texts.stream().map(reader::tokens).flatMapToLong(LongStream::of).toArray();
    try (NDManager inner = manager.newSubManager()) {
      NDArray tokensOfTexts = inner.create(numbers, new Shape(texts.size(), tokens));
      NDArray states = encoder.output(new NDList(tokensOfTexts)).toType(DataType.FLOAT32, false);
      out.write(FloatFile.bytes(states.toFloatArray()));
    }
  }

  private record Contract(TextEncoder encoder) implements TracedModule.Contract {
    @Override
    public String takes() {
      return "texts of %d numbers of tokens".formatted(encoder.tokens);
    }

    @Override
    public NDList inputs(int images, NDManager manager) {
      return new NDList(manager.zeros(new Shape(images, encoder.tokens), DataType.INT64));
    }

    @Override
    public Shape output(int images) {
      return encoder.text().shape(images);
    }

    @Override
    public Set<DataType> types() {
      return Set.of(DataType.FLOAT32, DataType.FLOAT16);
    }
  }
}
