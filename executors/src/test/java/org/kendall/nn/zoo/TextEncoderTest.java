package org.kendall.nn.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.kendall.data.BadDataException;

/** The encoder and the tokenizer are made by {@code traced/make.py}. */
class TextEncoderTest {
  @TempDir Path folder;

  @BeforeEach
  void copy() throws Exception {
    for (String file : new String[] {"encoder.pt", "tokenizer.json"}) {
      try (InputStream in = TextEncoderTest.class.getResourceAsStream("/traced/" + file)) {
        Files.copy(in, folder.resolve(file));
      }
    }
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  private TextEncoder encoder(int tokens, int width) {
    return new TextEncoder(file("encoder.pt"), file("tokenizer.json"), tokens, width, 2, 2);
  }

  /** Words are 3, 4, ...; 1 begins a text, 2 ends and pads it. */
  @Test
  void textsAreCutAndPaddedToOneLength() {
    try (Tokenizer tokenizer = Tokenizer.read(file("tokenizer.json"), 5, 2)) {
      assertThat(tokenizer.tokens("Three of digits")).containsExactly(1, 5, 6, 7, 2);
      assertThat(tokenizer.tokens("two")).containsExactly(1, 4, 2, 2, 2);
      assertThat(tokenizer.tokens("one two three of digits")).containsExactly(1, 3, 4, 5, 2);
      assertThat(tokenizer.tokens("")).containsExactly(1, 2, 2, 2, 2);
    }
  }

  /** Python printed every seventh number of the states of "one" and "two". */
  @Test
  void statesAreThoseOfTheModule() throws Exception {
    Files.writeString(folder.resolve("prompts.txt"), "one\ntwo\nOne\n");
    encoder(3, 5).encode(file("prompts.txt"), folder.toString(), Device.cpu());

    TextBank bank = TextBank.read(folder.toString());
    assertThat(bank.prompts()).isEqualTo(3);
    assertThat(bank.text()).isEqualTo(new TextShape(3, 5));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      float[] states = bank.states(0, 3, manager).toFloatArray(); // (3 empty, 3 prompts, 3, 5)
      float[] expected = {0.956234f, -0.041855f, -0.433704f, 0.532624f, 0.965304f};
      for (int i = 0; i < expected.length; i++) {
        assertThat(states[45 + 7 * i]).isCloseTo(expected[i], within(2e-5f));
      }
      for (int i = 0; i < 15; i++) {
        assertThat(states[45 + 30 + i]).isEqualTo(states[45 + i]); // "One" is "one"
        assertThat(states[15 + i]).isEqualTo(states[i]); // the empty text again
      }
    }
  }

  @Test
  void encodersOfAnotherSizeAreRefused() throws Exception {
    Files.writeString(folder.resolve("prompts.txt"), "one\n");
    assertThatThrownBy(
            () -> encoder(3, 6).encode(file("prompts.txt"), folder.toString(), Device.cpu()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(
            "encoder.pt must take texts of 3 numbers of tokens and give (1, 3, 6)")
        .hasMessageContaining("it gave (1, 3, 5) of float32");
  }

  @Test
  void emptyLinesAndForeignTokenizersAreNamed() throws Exception {
    Files.writeString(folder.resolve("prompts.txt"), "one\n\ntwo\n");
    assertThatThrownBy(
            () -> encoder(3, 5).encode(file("prompts.txt"), folder.toString(), Device.cpu()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("line 2 is empty");
    Files.writeString(folder.resolve("tokenizer.json"), "{}");
    assertThatThrownBy(() -> Tokenizer.read(file("tokenizer.json"), 5, 2))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("tokenizer.json is no tokenizer");
  }
}
