package org.kendall.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.OptionalDouble;

/** Numbers as people read them: {@code 97.20 %}, {@code 1.235 M}. */
final class Quantity {
  private static final String[] PREFIXES = {"", " k", " M", " G", " T", " P"};
  private static final String PERCENT = "%";

  private Quantity() {}

  /** A percentage with two decimals; else four significant digits, from 10,000 on with a prefix. */
  static String text(double value, String unit) {
    return withUnit(unit.equals(PERCENT) ? decimals(value) : number(value), unit);
  }

  /** A mean and its standard deviation: of a percentage two decimals, else two digits. */
  static String text(Spread spread, String unit) {
    OptionalDouble deviation = spread.standardDeviation();
    if (deviation.isEmpty()) {
      return text(spread.mean(), unit);
    }
    double value = deviation.getAsDouble();
    return withUnit(
        unit.equals(PERCENT)
            ? decimals(spread.mean()) + " +- " + decimals(value)
            : number(spread.mean()) + " +- " + digits(value, 2),
        unit);
  }

  private static String withUnit(String number, String unit) {
    return unit.isEmpty() ? number : number + " " + unit;
  }

  private static String number(double value) {
    double scaled = value;
    int prefix = 0;
    // 999.95 would be written as 1000.
    while (Math.abs(value) >= 1e4 && Math.abs(scaled) >= 999.95 && prefix < PREFIXES.length - 1) {
      scaled /= 1000;
      prefix++;
    }
    boolean whole = scaled == Math.rint(scaled) && Math.abs(scaled) < 1e4;
    return (whole ? Long.toString((long) scaled) : digits(scaled, 4)) + PREFIXES[prefix];
  }

  private static String digits(double value, int count) {
    double size = Math.abs(value);
    if (size == 0) {
      return "0";
    }
    if (size < 1e-3 || size >= 1e6) {
      return String.format(Locale.ROOT, "%." + (count - 1) + "e", value);
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(count));
    int zeros = count - rounded.precision();
    return rounded.setScale(rounded.scale() + zeros).toPlainString();
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
