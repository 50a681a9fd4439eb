package org.kendall.nn.zoo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.kendall.data.BadDataException;
import org.kendall.data.Storage;

/** The JSON files of a zoo, each of which describes one thing. */
final class Described {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .build();

  private static final int MOST_BYTES = 1 << 20;

  private Described() {}

  /**
   * Reads one.
   *
   * @param what it describes, such as {@code a model of a zoo}
   */
  static <T> T read(String file, Class<T> type, String what) {
    try {
      return JSON.readValue(Storage.read(file, MOST_BYTES), type);
    } catch (JsonProcessingException e) {
      throw new BadDataException(
          "The file %s does not describe %s: %s."
              .formatted(file, what, e.getOriginalMessage().replaceAll("\\(java[\\w.]+\\) ", "")),
          e);
    } catch (IOException e) {
      throw new BadDataException(
          "The file %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  static void write(String file, Object description) {
    try {
      Storage.write(file, JSON.writeValueAsBytes(description));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
