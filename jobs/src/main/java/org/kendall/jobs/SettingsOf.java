package org.kendall.jobs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.kendall.space.Setting;

/** What the {@link Setting} annotations of a record tell. */
final class SettingsOf {
  private SettingsOf() {}

  /** The keys, in the order of the components. */
  static List<String> keys(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents()).map(SettingsOf::key).toList();
  }

  static Class<?>[] types(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(RecordComponent::getType)
        .toArray(Class<?>[]::new);
  }

  static String key(RecordComponent component) {
    return Spelling.snakeCase(component.getName());
  }

  /** One sentence on the setting; empty where nothing was written. */
  static String help(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    return setting == null ? "" : setting.value();
  }

  /** One sentence on the whole record; empty where nothing was written. */
  static String help(Class<?> type) {
    Setting setting = type.getAnnotation(Setting.class);
    return setting == null ? "" : setting.value();
  }

  static String unit(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    return setting == null ? "" : setting.unit();
  }

  /** The default as it was written; empty where a job must give the value. */
  static Optional<String> defaultText(RecordComponent component) {
    Setting setting = component.getAnnotation(Setting.class);
    return setting == null || setting.byDefault().equals(Setting.REQUIRED)
        ? Optional.empty()
        : Optional.of(setting.byDefault());
  }

  static Optional<Node> byDefault(RecordComponent component) {
    Origin origin = new Origin("the default of " + key(component));
    return defaultText(component)
        .map(text -> text.isEmpty() ? new Node.Scalar(origin, "") : YamlReader.value(text, origin));
  }

  /** What a record holds under a key; empty if it has no such setting. */
  static Optional<Object> value(String key, Object settings) {
    return Arrays.stream(settings.getClass().getRecordComponents())
        .filter(component -> key(component).equals(key))
        .findFirst()
        .map(component -> value(component, settings));
  }

  static Object value(RecordComponent component, Object settings) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(settings);
    } catch (InvocationTargetException | IllegalAccessException e) {
      throw new IllegalStateException("%s could not be read.".formatted(component), e);
    }
  }
}
