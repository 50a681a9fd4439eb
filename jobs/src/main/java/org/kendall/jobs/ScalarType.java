package org.kendall.jobs;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A type whose values stand on one line of a job file.
 *
 * @param label such as {@code number}, for tables
 * @param description what a value must be, for people
 * @param parser throws IllegalArgumentException or ArithmeticException at any other text
 */
record ScalarType(String label, String description, Function<String, Object> parser) {
  /** Reading a number costs the square of its length. */
  private static final int LONGEST_NUMBER = 100;

  private static final ScalarType INT =
      new ScalarType(
          "whole number", "a whole number (32 bits)", text -> number(text).intValueExact());
  private static final ScalarType LONG =
      new ScalarType(
          "whole number", "a whole number (64 bits)", text -> number(text).longValueExact());
  private static final ScalarType DOUBLE =
      new ScalarType("number", "a number", text -> finite(number(text).doubleValue()));
  private static final ScalarType BOOLEAN =
      new ScalarType("true | false", "true or false", ScalarType::truth);
  private static final ScalarType TEXT = new ScalarType("text", "a text", text -> text);

  private static final Map<Class<?>, ScalarType> BY_CLASS =
      Map.of(
          int.class, INT,
          Integer.class, INT,
          long.class, LONG,
          Long.class, LONG,
          double.class, DOUBLE,
          Double.class, DOUBLE,
          boolean.class, BOOLEAN,
          Boolean.class, BOOLEAN,
          String.class, TEXT);

  static ScalarType of(Class<?> type) {
    if (type.isEnum()) {
      return oneOf(type.asSubclass(Enum.class).getEnumConstants());
    }
    ScalarType scalar = BY_CLASS.get(type);
    if (scalar == null) {
      throw new IllegalStateException("A setting cannot be of type %s.".formatted(type));
    }
    return scalar;
  }

  Object parse(String text) {
    return parser.apply(text);
  }

  private static ScalarType oneOf(Enum<?>[] constants) {
    List<String> names = Arrays.stream(constants).map(Spelling::kebabCase).toList();
    return new ScalarType(
        String.join(" | ", names),
        names.stream().collect(Collectors.joining(", ", "one of ", "")),
        text -> {
          int place = names.indexOf(text.toLowerCase(Locale.ROOT).replace('_', '-'));
          if (place < 0) {
            throw new IllegalArgumentException(text);
          }
          return constants[place];
        });
  }

  private static BigDecimal number(String text) {
    if (text.length() > LONGEST_NUMBER) {
      throw new IllegalArgumentException(text);
    }
    return new BigDecimal(text.replaceAll("(?<=\\d)_(?=\\d)", ""));
  }

  private static double finite(double value) {
    if (!Double.isFinite(value)) {
      throw new ArithmeticException();
    }
    return value;
  }

  private static Object truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }
}
