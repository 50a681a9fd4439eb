package org.kendall.spark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.kendall.evaluate.Problem;

/** The classes that a job's problem is made of: its settings records, nested ones, and enums. */
public final class JobClasses {
  private JobClasses() {}

  /** What the property {@link KendallRegistrator#RECORDS} is to hold for the problems. */
  public static String of(Problem<?>... problems) {
    SortedSet<String> names = new TreeSet<>();
    for (Problem<?> problem : problems) {
      collect(problem, names);
    }
    return String.join(",", names);
  }

  private static void collect(Object value, SortedSet<String> names) {
    if (value instanceof List<?> list) {
      list.forEach(element -> collect(element, names));
    } else if (value instanceof Map<?, ?> map) {
      map.keySet().forEach(key -> collect(key, names));
      map.values().forEach(element -> collect(element, names));
    } else if (value instanceof Enum<?> constant) {
      names.add(constant.getDeclaringClass().getName());
    } else if (value instanceof Record) {
      names.add(value.getClass().getName());
      for (RecordComponent component : value.getClass().getRecordComponents()) {
        collect(read(component, value), names);
      }
    }
  }

  private static Object read(RecordComponent component, Object of) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(of);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalArgumentException("The settings " + of + " cannot be read.", e);
    }
  }
}
