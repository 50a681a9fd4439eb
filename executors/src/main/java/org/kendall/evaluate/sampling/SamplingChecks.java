package org.kendall.evaluate.sampling;

import org.kendall.data.BadDataException;
import org.kendall.data.ImageSource;
import org.kendall.nn.zoo.ImageDecoder;
import org.kendall.nn.zoo.TextShape;
import org.kendall.nn.zoo.Zoo;

/** Whether what sampling is told fits together, as far as that is known before a search. */
record SamplingChecks(SampleImages sampling) {
  /**
   * Looks at the data, the texts and a zoo that is there.
   *
   * @throws BadDataException if one of them is missing or damaged, or does not fit the others
   */
  void requireFit() {
    if (sampling.zoo().isTrained() || !sampling.features().isModule()) {
      ImageSource.open(sampling.data()).check(); // there are classes, and all is whole
    }
    checkReference();
    checkTexts(sampling.texts().check());
    if (!sampling.zoo().isTrained()) {
      checkZoo(sampling.readZoo(""));
    }
  }

  private void checkReference() {
    int count = RealParts.of(sampling.data(), sampling.size()).count();
    int pixels = sampling.compared().to().pixels();
    if (count < Math.max(sampling.features().width(), pixels)) {
      throw new BadDataException(
          "The reference %s (%,d images) must have as many images as there are features (%,d) and numbers of an image as pixels are compared (%,d).\nMaybe lower evaluate.features.width or evaluate.compared_side."
              .formatted(sampling.data(), count, sampling.features().width(), pixels));
    }
    if (sampling.features().isModule()) {
      sampling.features().checksum("");
    }
  }

  private void checkTexts(TextShape given) {
    TextShape taken = sampling.zoo().isTrained() ? TextShape.NONE : sampling.readZoo("").text();
    if (!taken.equals(given)) {
      throw new BadDataException(
          "The models of the zoo %s take %s, but evaluate.texts gives %s.\nMaybe %s."
              .formatted(
                  sampling.zoo().isTrained() ? "that is to be trained" : sampling.zoo().path(),
                  taken,
                  given,
                  taken.equals(TextShape.NONE)
                      ? "leave evaluate.texts out"
                      : "set evaluate.texts.prompts and evaluate.texts.encoder, or evaluate.texts.bank"));
    }
  }

  private void checkZoo(Zoo read) {
    sampling.shown(read);
    if (ImageDecoder.space(read).isEmpty() && read.size() != sampling.shape().pixels()) {
      throw new BadDataException(
          "The models of the zoo %s make images of %d numbers, but those of %s have %d.\nMaybe set evaluate.size, or put a decoder into the zoo."
              .formatted(
                  sampling.zoo().path(), read.size(), sampling.data(), sampling.shape().pixels()));
    }
    read.requireWhole();
  }
}
