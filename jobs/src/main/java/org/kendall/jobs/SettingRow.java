package org.kendall.jobs;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One setting, as {@code describe} shows it.
 *
 * @param key with dots between blocks
 * @param byDefault as it would be written; {@code required} where there is none
 */
record SettingRow(String key, String type, String byDefault, String help) {

  /** All settings of a record, those of blocks in it included. */
  static List<SettingRow> of(Class<? extends Record> type, Catalog catalog) {
    List<SettingRow> rows = new ArrayList<>();
    add(type, "", catalog, rows);
    return List.copyOf(rows);
  }

  private static void add(
      Class<? extends Record> type, String prefix, Catalog catalog, List<SettingRow> rows) {
    for (RecordComponent component : type.getRecordComponents()) {
      String key = prefix + SettingsOf.key(component);
      String unit = SettingsOf.unit(component);
      rows.add(
          new SettingRow(
              key,
              text(component.getGenericType()),
              SettingsOf.defaultText(component).orElse("required"),
              SettingsOf.help(component) + (unit.isEmpty() ? "" : " [%s]".formatted(unit))));
      Type inner = component.getGenericType();
      String dots = ".";
      if (inner instanceof ParameterizedType list && list.getRawType() == List.class) {
        inner = list.getActualTypeArguments()[0];
        dots = "[].";
      }
      if (inner instanceof Class<?> block && block.isRecord()) {
        add(block.asSubclass(Record.class), key + dots, catalog, rows);
      }
    }
  }

  private static String text(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return "list of " + plural(generic.getActualTypeArguments()[0]);
    }
    if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
      return "names with a " + text(generic.getActualTypeArguments()[1]);
    }
    Class<?> raw =
        (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
    return Catalog.Kind.of(raw)
        .map(Catalog.Kind::label)
        .orElseGet(() -> raw.isRecord() ? "block" : ScalarType.of(raw).label());
  }

  private static String plural(Type type) {
    boolean isEnum = type instanceof Class<?> raw && raw.isEnum();
    return text(type) + (isEnum ? "" : "s");
  }
}
