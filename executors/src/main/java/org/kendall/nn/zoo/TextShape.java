package org.kendall.nn.zoo;

import ai.djl.ndarray.types.Shape;

/**
 * The size of what a text encoder says of a text.
 *
 * @param tokens that each text is padded to, or 0 for no text
 * @param width numbers of a token
 */
public record TextShape(int tokens, int width) {
  /** For networks that are told of no text. */
  public static final TextShape NONE = new TextShape(0, 0);

  /** Far above the 59,136 of Stable Diffusion. */
  private static final long MOST_NUMBERS = 1 << 24;

  public TextShape {
    if (tokens < 0 || width < 0 || (tokens == 0) != (width == 0)) {
      throw new IllegalArgumentException(
          "The tokens (%d) and the width (%d) of texts must be positive, or both 0."
              .formatted(tokens, width));
    }
    if ((long) tokens * width > MOST_NUMBERS) {
      throw new IllegalArgumentException(
          "The tokens (%d) and the width (%d) of texts must be %,d numbers at most."
              .formatted(tokens, width, MOST_NUMBERS));
    }
  }

  boolean isNone() {
    return tokens == 0;
  }

  /** Numbers of a text. */
  int size() {
    return tokens * width;
  }

  Shape shape(long texts) {
    return new Shape(texts, tokens, width);
  }

  @Override
  public String toString() {
    return isNone() ? "no text" : "texts of %d tokens, %d wide".formatted(tokens, width);
  }
}
