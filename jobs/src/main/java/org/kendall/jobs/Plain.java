package org.kendall.jobs;

import java.util.regex.Pattern;

/**
 * Texts as a terminal is sent them: what would move its cursor, colour it or turn the direction of
 * writing is written out, as {@code \}{@code u001b}.
 */
final class Plain {
  private static final Pattern COMMANDS =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\t\n\r]]|\r(?!\n)");

  private static final int LONGEST_MESSAGE = 3_000;
  private static final int BEGINNING = 2_000;
  private static final int END = 800;

  private Plain() {}

  /** Any text, such as what a job file or a program said. */
  static String text(String any) {
    return COMMANDS
        .matcher(any)
        .replaceAll(found -> "\\\\u%04x".formatted(found.group().codePointAt(0)));
  }

  /** A message: one that quotes a very long value is told without its middle. */
  static String message(String any) {
    String plain = text(any);
    return plain.length() <= LONGEST_MESSAGE
        ? plain
        : plain.substring(0, BEGINNING) + " ... " + plain.substring(plain.length() - END);
  }
}
