package org.kendall.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Slots of a schedule as text: a point for one that is not taken, a letter for each model. */
final class SlotText {
  static final int MOST_MODELS = 26;

  /** As many as models are trained with steps, mostly. */
  private static final int MOST_SLOTS = 1_000;

  private static final String NONE = "none";

  private SlotText() {}

  static List<String> requireModels(List<String> models) {
    if (models.isEmpty() || models.size() > MOST_MODELS) {
      throw new IllegalArgumentException(
          "The models (%d) must be 1 to %d.".formatted(models.size(), MOST_MODELS));
    }
    if (models.contains(NONE)) {
      throw new IllegalArgumentException("No model may have the name %s.".formatted(NONE));
    }
    return List.copyOf(models);
  }

  /**
   * @param what slots are called, such as {@code groups}
   */
  static void requireSlots(String what, int slots) {
    if (slots < 1 || slots > MOST_SLOTS) {
      throw new IllegalArgumentException(
          "The %s (%d) must be 1 to %,d.".formatted(what, slots, MOST_SLOTS));
    }
  }

  /** What a slot may hold: nothing, or one of the models. */
  static List<String> options(List<String> models) {
    List<String> options = new ArrayList<>(List.of(NONE));
    options.addAll(models);
    return options;
  }

  static String of(int... options) {
    return Arrays.stream(options)
        .mapToObj(option -> option == 0 ? "." : Character.toString('a' + option - 1))
        .collect(Collectors.joining());
  }

  static Candidate parse(String text, int slots, int models) {
    int[] options = new int[slots];
    boolean fits = text.length() == slots;
    for (int i = 0; fits && i < slots; i++) {
      options[i] = text.charAt(i) == '.' ? 0 : text.charAt(i) - 'a' + 1;
      fits = options[i] >= 0 && options[i] <= models;
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "The schedule (%s) must have %d slots, each a point or a letter from a to %s."
              .formatted(text, slots, of(models)));
    }
    return Candidate.of(options);
  }
}
