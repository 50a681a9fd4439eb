package org.kendall.evaluate.sampling;

import java.io.Serializable;
import org.kendall.data.BadDataException;
import org.kendall.nn.zoo.TextBank;
import org.kendall.nn.zoo.TextEncoder;
import org.kendall.nn.zoo.TextShape;
import org.kendall.space.Setting;

/** The texts that sampled images follow, by classifier-free guidance; by default there are none. */
@Setting("The texts that images follow, where the models are told of texts.")
public record TextSettings(
    @Setting(
            value = "The weight of guidance. 0: without the text, 1: with it, above 1: farther.",
            byDefault = "7.5")
        double weight,
    @Setting(
            value =
                "A file of prompts, one a line; image i follows prompt i. They are encoded first.",
            byDefault = "")
        String prompts,
    @Setting(value = "How prompts are encoded.", byDefault = "{}") TextEncoder encoder,
    @Setting(
            value =
                "The directory of a bank of texts that are encoded already, in place of prompts.",
            byDefault = "")
        String bank)
    implements Serializable {
  public TextSettings {
    if (!prompts.isEmpty() && !bank.isEmpty()) {
      throw new IllegalArgumentException(
          "The prompts (%s) and the bank (%s) must not both be given.".formatted(prompts, bank));
    }
    if (!prompts.isEmpty() && (encoder.module().isEmpty() || encoder.tokenizer().isEmpty())) {
      throw new IllegalArgumentException(
          "The encoder (%s) must have a module and a tokenizer, as there are prompts."
              .formatted(encoder));
    }
    if (!Double.isFinite(weight)) {
      throw new IllegalArgumentException("The weight (%s) must be finite.".formatted(weight));
    }
  }

  /** No texts. */
  TextSettings() {
    this(7.5, "", new TextEncoder("", "", 77, 768, 49407, 32), "");
  }

  boolean isNone() {
    return prompts.isEmpty() && bank.isEmpty();
  }

  /** Whether prompts are to be encoded before the search. */
  boolean isEncoded() {
    return !prompts.isEmpty();
  }

  /** Where the bank lies. */
  String directory(String prepared) {
    return isEncoded() ? PreparedFiles.texts(prepared) : bank;
  }

  /**
   * What models are told, as far as that is known before anything is prepared.
   *
   * @throws BadDataException if a file is missing or damaged
   */
  TextShape check() {
    if (isNone()) {
      return TextShape.NONE;
    }
    if (isEncoded()) {
      encoder.check(prompts);
      return encoder.text();
    }
    TextBank there = TextBank.read(bank);
    there.requireWhole();
    return there.text();
  }
}
