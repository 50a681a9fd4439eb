package org.kendall.report;

import java.util.Locale;

/** Numbers as people read them: {@code 97.21 %}, {@code 1.235 M}. */
final class Quantity {
  private static final String[] PREFIXES = {"", " k", " M", " G", " T", " P"};

  private Quantity() {}

  /** The value with its unit; large values get a prefix. */
  static String text(double value, String unit) {
    String number = text(value);
    if (unit.isEmpty()) {
      return number;
    }

    return number + " " + unit;
  }

  /** The value with four significant digits; from 10,000 on with a prefix. */
  static String text(double value) {
    int prefix = 0;
    double scaled = value;
    if (Math.abs(value) >= 1e4) {
      while (Math.abs(scaled) >= 999.95 && prefix < PREFIXES.length - 1) {
        scaled /= 1000;
        prefix++;
      }
    }
    return significant(scaled) + PREFIXES[prefix];
  }

  private static String significant(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e4) {
      return Long.toString((long) value);
    }
    double size = Math.abs(value);
    if (size < 1e-3 || size >= 1e4) {
      return String.format(Locale.ROOT, "%.3e", value);
    }
    int before = (int) Math.floor(Math.log10(size)) + 1;
    return String.format(Locale.ROOT, "%." + Math.max(0, 4 - Math.max(before, 0)) + "f", value);
  }
}
