package org.kendall.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/** JSON as this package writes it: snake case, and null for what is empty. */
public final class Json {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .addModule(
              new SimpleModule()
                  .addSerializer(Optional.class, new OrNull<>(value -> value.orElse(null)))
                  .addSerializer(OptionalInt.class, new OrNull<>(Json::orNull))
                  .addSerializer(OptionalLong.class, new OrNull<>(Json::orNull))
                  .addSerializer(OptionalDouble.class, new OrNull<>(Json::orNull)))
          .build();

  private Json() {}

  /** On one line. */
  public static String compact(Object value) {
    return write(MAPPER.writer(), value);
  }

  /** Indented, for people. */
  public static String pretty(Object value) {
    return write(MAPPER.writerWithDefaultPrettyPrinter(), value);
  }

  private static String write(ObjectWriter writer, Object value) {
    try {
      return writer.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static Long orNull(OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /** Writes what is there, else null. */
  private static final class OrNull<T> extends JsonSerializer<T> {
    private final Function<T, ?> content;

    OrNull(Function<T, ?> content) {
      this.content = content;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider serializers)
        throws IOException {
      out.writePOJO(content.apply(value));
    }
  }
}
