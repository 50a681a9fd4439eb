package org.kendall.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;

/**
 * Writes a record component by component and reads it through its canonical constructor, so that
 * the record's own checks hold for what arrives. Kryo's field serializer cannot read records.
 */
final class RecordSerializer<R extends Record> extends Serializer<R> {
  /** A component: how to read it from the record, and its type, boxed. */
  private record Component(MethodHandle accessor, Class<?> type) {}

  private final List<Component> components;
  private final MethodHandle constructor;

  RecordSerializer(Class<R> type) {
    setImmutable(true);
    try {
      MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
      RecordComponent[] parts = type.getRecordComponents();
      Class<?>[] types =
          Arrays.stream(parts).map(RecordComponent::getType).toArray(Class<?>[]::new);
      constructor =
          lookup
              .findConstructor(type, MethodType.methodType(void.class, types))
              .asSpreader(Object[].class, parts.length)
              .asType(MethodType.methodType(Object.class, Object[].class));
      Component[] found = new Component[parts.length];
      for (int i = 0; i < found.length; i++) {
        MethodHandle accessor = lookup.unreflect(parts[i].getAccessor());
        found[i] =
            new Component(
                accessor.asType(MethodType.methodType(Object.class, Object.class)),
                MethodType.methodType(types[i]).wrap().returnType());
      }
      components = List.of(found);
    } catch (ReflectiveOperationException e) {
      throw new KryoException("The record " + type.getName() + " cannot be taken apart.", e);
    }
  }

  @Override
  public void write(Kryo kryo, Output output, R record) {
    for (Component component : components) {
      Object value = valueOf(component, record);
      if (kryo.isFinal(component.type())) {
        kryo.writeObjectOrNull(output, value, component.type());
      } else {
        kryo.writeClassAndObject(output, value);
      }
    }
  }

  @Override
  public R read(Kryo kryo, Input input, Class<R> type) {
    Object[] values = new Object[components.size()];
    for (int i = 0; i < values.length; i++) {
      Class<?> component = components.get(i).type();
      values[i] =
          kryo.isFinal(component)
              ? kryo.readObjectOrNull(input, component)
              : kryo.readClassAndObject(input);
    }
    try {
      return type.cast((Object) constructor.invokeExact(values));
    } catch (Throwable e) {
      throw new KryoException("A record " + type.getName() + " cannot be read.", e);
    }
  }

  private static Object valueOf(Component component, Object record) {
    try {
      return (Object) component.accessor().invokeExact(record);
    } catch (Throwable e) {
      throw new KryoException("The record " + record + " cannot be written.", e);
    }
  }
}
