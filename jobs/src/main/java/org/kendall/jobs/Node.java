package org.kendall.jobs;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A part of a job file, and where it stands. Immutable; the order of keys is kept. */
sealed interface Node {
  Origin origin();

  /** Such as {@code a list}, for people. */
  String kind();

  /** The same tree with every scalar's text changed. */
  Node map(UnaryOperator<String> change);

  /** Whether this is a key's missing value. */
  default boolean isEmpty() {
    return false;
  }

  /** A text, number or truth value, not yet interpreted. */
  record Scalar(Origin origin, String text) implements Node {
    @Override
    public String kind() {
      return text;
    }

    @Override
    public Scalar map(UnaryOperator<String> change) {
      return new Scalar(origin, change.apply(text));
    }
  }

  /** What stands where a value was left out, or {@code null} was written. */
  record Empty(Origin origin) implements Node {
    @Override
    public String kind() {
      return "nothing";
    }

    @Override
    public boolean isEmpty() {
      return true;
    }

    @Override
    public Empty map(UnaryOperator<String> change) {
      return this;
    }
  }

  /** A list. */
  record Sequence(Origin origin, List<Node> items) implements Node {
    public Sequence {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }

    @Override
    public Sequence map(UnaryOperator<String> change) {
      return new Sequence(origin, items.stream().map(item -> item.map(change)).toList());
    }
  }

  /**
   * What a key leads to.
   *
   * @param origin of the key
   * @param comment what the key means, for people; may be empty
   */
  record Entry(Origin origin, Node value, String comment) {
    Entry(Origin origin, Node value) {
      this(origin, value, "");
    }
  }

  /** Keys and what they lead to. */
  record Mapping(Origin origin, Map<String, Entry> entries) implements Node {
    public Mapping {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    @Override
    public String kind() {
      return "a block of keys";
    }

    @Override
    public Mapping map(UnaryOperator<String> change) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      changed.replaceAll(
          (key, entry) -> new Entry(entry.origin(), entry.value().map(change), entry.comment()));
      return new Mapping(origin, changed);
    }

    Optional<Entry> entry(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    /** The same with one key set; a new key comes last. */
    Mapping with(String key, Entry entry) {
      Map<String, Entry> changed = new LinkedHashMap<>(entries);
      changed.put(key, entry);
      return new Mapping(origin, changed);
    }

    /** The same without some keys. */
    Mapping without(List<String> keys) {
      Map<String, Entry> rest = new LinkedHashMap<>(entries);
      rest.keySet().removeAll(keys);
      return new Mapping(origin, rest);
    }

    /** Where a key stands, or the nearest block around it; dots lead into blocks. */
    Origin originOf(String path) {
      String[] keys = path.split("\\.", 2);
      Optional<Entry> entry = entry(keys[0]);
      if (entry.isEmpty()) {
        return origin;
      }
      boolean deeper = keys.length > 1 && entry.get().value() instanceof Mapping;
      return deeper ? ((Mapping) entry.get().value()).originOf(keys[1]) : entry.get().origin();
    }
  }
}
