package org.kendall.space;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The option taken at each choice, by the names that a job file gave them.
 *
 * @param options in the order of the choices
 */
public record NamedOptions(Map<String, String> options) {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,18}");

  public NamedOptions {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
  }

  /** As an object of JSON: what reads as a number, true or false is one, all else is text. */
  @JsonValue
  public Map<String, Object> json() {
    Map<String, Object> values = new LinkedHashMap<>();
    options.forEach((name, option) -> values.put(name, jsonValue(option)));
    return values;
  }

  private static Object jsonValue(String option) {
    if (option.equals("true") || option.equals("false")) {
      return Boolean.valueOf(option);
    }
    if (!NUMBER.matcher(option).matches()) {
      return option;
    }
    if (WHOLE_NUMBER.matcher(option).matches()) {
      return Long.valueOf(option);
    }
    return Double.valueOf(option);
  }
}
