package org.kendall.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.KryoRegistrator;
import org.kendall.evaluate.Evaluation;
import org.kendall.evaluate.FailureKind;
import org.kendall.evaluate.Metric;
import org.kendall.evaluate.Place;
import org.kendall.evaluate.Problem;
import org.kendall.evaluate.Rung;
import org.kendall.evaluate.Stage;
import org.kendall.evaluate.Trial;
import org.kendall.space.Candidate;

/**
 * Registers every class that travels between driver and executors: Kendall's own, and those of the
 * job, which the property {@link #RECORDS} names.
 */
public final class KendallRegistrator implements KryoRegistrator {
  /**
   * The Spark property that names the classes of the job's space, evaluator and costs, with commas
   * between; {@link JobClasses} finds them. (Spark's own {@code spark.kryo.classesToRegister} fails
   * on records, before a registrator is asked.)
   */
  public static final String RECORDS = "spark.kendall.records";

  private static final List<Class<?>> OURS =
      List.of(
          Problem.class,
          Trial.class,
          Rung.class,
          Evaluation.Measured.class,
          Evaluation.Failed.class,
          Place.class,
          Metric.class,
          Metric.Direction.class,
          Stage.class,
          FailureKind.class,
          Trial[].class,
          Evaluation[].class,
          Duration.class,
          ArrayList.class,
          HashMap.class);

  @Override
  public void registerClasses(Kryo kryo) {
    kryo.register(Candidate.class, new CandidateSerializer());
    // The JDK has two classes for each, by size, and does not export their names.
    kryo.register(List.of().getClass(), new ListSerializer());
    kryo.register(List.of(1).getClass(), new ListSerializer());
    kryo.register(Map.of().getClass(), new MapSerializer());
    kryo.register(Map.of(1, 1).getClass(), new MapSerializer());
    OURS.forEach(type -> register(kryo, type));
    for (String name : ofTheJob()) {
      register(kryo, loaded(name));
    }
  }

  private static List<String> ofTheJob() {
    // Outside of an application, as in a test of serialization alone, there is no job either.
    SparkEnv env = SparkEnv.get();
    String names = env == null ? "" : env.conf().get(RECORDS, "");
    return names.isEmpty() ? List.of() : List.of(names.split(","));
  }

  private static Class<?> loaded(String name) {
    try {
      return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(
          "The class %s of this job is not on this machine.\nMaybe name its jar with --jars."
              .formatted(name),
          e);
    }
  }

  private static void register(Kryo kryo, Class<?> type) {
    if (type.isRecord()) {
      kryo.register(type, new RecordSerializer<>(type.asSubclass(Record.class)));
    } else {
      kryo.register(type);
    }
  }

  /** A candidate as its length and one byte per choice. */
  private static final class CandidateSerializer extends Serializer<Candidate> {
    CandidateSerializer() {
      setImmutable(true);
    }

    @Override
    public void write(Kryo kryo, Output output, Candidate candidate) {
      output.writeVarInt(candidate.size(), true);
      for (int option : candidate.toArray()) {
        output.writeByte(option);
      }
    }

    @Override
    public Candidate read(Kryo kryo, Input input, Class<Candidate> type) {
      int[] options = new int[input.readVarInt(true)];
      for (int i = 0; i < options.length; i++) {
        options[i] = input.readByte();
      }
      return Candidate.of(options);
    }
  }

  /** An unmodifiable list, which arrives as one. */
  private static final class ListSerializer extends Serializer<List<?>> {
    ListSerializer() {
      setImmutable(true);
    }

    @Override
    public void write(Kryo kryo, Output output, List<?> list) {
      output.writeVarInt(list.size(), true);
      list.forEach(element -> kryo.writeClassAndObject(output, element));
    }

    @Override
    public List<?> read(Kryo kryo, Input input, Class<List<?>> type) {
      Object[] elements = new Object[input.readVarInt(true)];
      for (int i = 0; i < elements.length; i++) {
        elements[i] = kryo.readClassAndObject(input);
      }
      return List.of(elements);
    }
  }

  /** An unmodifiable map, which arrives as one. */
  private static final class MapSerializer extends Serializer<Map<?, ?>> {
    MapSerializer() {
      setImmutable(true);
    }

    @Override
    public void write(Kryo kryo, Output output, Map<?, ?> map) {
      output.writeVarInt(map.size(), true);
      map.forEach(
          (key, value) -> {
            kryo.writeClassAndObject(output, key);
            kryo.writeClassAndObject(output, value);
          });
    }

    @Override
    public Map<?, ?> read(Kryo kryo, Input input, Class<Map<?, ?>> type) {
      Map<Object, Object> entries = new HashMap<>();
      for (int left = input.readVarInt(true); left > 0; left--) {
        entries.put(kryo.readClassAndObject(input), kryo.readClassAndObject(input));
      }
      return Map.copyOf(entries);
    }
  }
}
