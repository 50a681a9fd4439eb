package org.kendall.jobs;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How Java's names are written in job files, and what a misspelt one was meant to be. */
final class Spelling {
  private Spelling() {}

  /** {@code batchSize} as {@code batch_size}. */
  static String snakeCase(String camelCase) {
    return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  /** {@code BEST_FIRST} as {@code best-first}. */
  static String kebabCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The known word that is nearest, if one is near. */
  static Optional<String> nearest(String word, Collection<String> known) {
    String lower = word.toLowerCase(Locale.ROOT);
    int far = Math.max(2, word.length() / 3);
    LevenshteinDistance distance = new LevenshteinDistance(far);
    return known.stream()
        .filter(candidate -> distance.apply(lower, candidate) >= 0)
        .min(Comparator.comparingInt(candidate -> distance.apply(lower, candidate)));
  }

  /**
   * A line of advice: the nearest known word, then all of them.
   *
   * @param what the known words are, such as {@code settings}
   */
  static String advice(String word, Collection<String> known, String what) {
    String all =
        known.isEmpty()
            ? "there are no %s.".formatted(what)
            : "the %s are %s.".formatted(what, String.join(", ", known));
    return nearest(word, known)
        .map(near -> "Maybe you meant %s; %s".formatted(near, all))
        .orElse(Character.toUpperCase(all.charAt(0)) + all.substring(1));
  }
}
