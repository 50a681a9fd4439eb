package org.kendall.jobs;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns records of settings back into the tree that binds to them, with every default in it. */
final class SettingsTree {
  private static final Origin ORIGIN = new Origin("the resolved job");

  private final Catalog catalog;

  SettingsTree(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The tree of a record; each key carries the setting's sentence as its comment. */
  Node.Mapping of(Record settings) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    catalog
        .nameOf(settings.getClass())
        .ifPresent(
            name ->
                entries.put(
                    Binder.NAME,
                    new Node.Entry(ORIGIN, text(name), SettingsOf.help(settings.getClass()))));
    entries.putAll(withoutName(settings));
    return new Node.Mapping(ORIGIN, entries);
  }

  private Map<String, Node.Entry> withoutName(Record settings) {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    for (RecordComponent component : settings.getClass().getRecordComponents()) {
      Object value = SettingsOf.value(component, settings);
      // Where there is one type only, no name chooses among several.
      Node node =
          component.getType().isRecord()
              ? new Node.Mapping(ORIGIN, withoutName((Record) value))
              : node(value);
      entries.put(SettingsOf.key(component), new Node.Entry(ORIGIN, node, comment(component)));
    }
    return entries;
  }

  private Node node(Object value) {
    if (value instanceof Record settings) {
      return of(settings);
    }
    if (value instanceof List<?> list) {
      return new Node.Sequence(ORIGIN, list.stream().map(this::node).toList());
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Node.Entry> entries = new TreeMap<>();
      map.forEach((key, item) -> entries.put(key.toString(), new Node.Entry(ORIGIN, node(item))));
      return new Node.Mapping(ORIGIN, entries);
    }
    if (value instanceof Enum<?> constant) {
      return text(Spelling.kebabCase(constant));
    }
    return text(value instanceof Double number ? shortest(number) : value.toString());
  }

  /** The shortest text that reads as the same number. */
  private static String shortest(double number) {
    String plain = BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    return plain.length() <= 10 ? plain : Double.toString(number);
  }

  private static String comment(RecordComponent component) {
    String unit = SettingsOf.unit(component);
    return SettingsOf.help(component) + (unit.isEmpty() ? "" : " [%s]".formatted(unit));
  }

  private static Node text(String text) {
    return new Node.Scalar(ORIGIN, text);
  }
}
