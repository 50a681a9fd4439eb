package org.kendall.jobs;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kendall.evaluate.TableSettings;

/**
 * Turns a tree of nodes into records: each component is a key in snake case, what is left out takes
 * its default, and a component of one of the catalog's kinds is a block that says which by its
 * {@code name}. A table may be given by its path alone. The first thing that is wrong ends it with
 * a {@link BadInputException}.
 */
final class Binder {
  /** The key by which a block says what it is. */
  static final String NAME = "name";

  private final Catalog catalog;

  Binder(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Where in the tree something stands.
   *
   * @param path keys with dots between; empty at the top
   * @param help what a value there means; may be empty
   */
  private record Spot(String path, String help) {
    Spot key(String key, String help) {
      return new Spot(path.isEmpty() ? key : path + "." + key, help);
    }

    BadInputException wrong(Node node, String right) {
      String found = node.isEmpty() ? "is empty; it" : "(%s)".formatted(node.kind());
      return node.origin().bad("%s %s must be %s.%s".formatted(path, found, right, advice()));
    }

    String advice() {
      return help.isEmpty() ? "" : "\n" + help;
    }
  }

  /** Binds a whole tree, whose keys are the components of a record. */
  <R extends Record> R bind(Class<R> type, Node.Mapping tree, String owner) {
    return record(type, tree, new Spot("", ""), owner);
  }

  /** Binds a table by its path, as it may stand in a job file. */
  TableSettings table(Node.Scalar path) {
    return record(TableSettings.class, TableDescriptors.of(path), new Spot("", ""), "a table");
  }

  private Object value(Type type, Node node, Spot spot) {
    Class<?> raw = rawClass(type);
    Optional<Catalog.Kind> kind = Catalog.Kind.of(raw);
    if (kind.isPresent()) {
      return named(kind.get(), node, spot);
    }
    if (raw == List.class) {
      return list(argument(type, 0), node, spot);
    }
    if (raw == Map.class) {
      return map(argument(type, 1), node, spot);
    }
    if (raw == TableSettings.class && node instanceof Node.Scalar path) {
      return table(path);
    }
    if (raw.isRecord()) {
      return record(raw.asSubclass(Record.class), mapping(node, spot), spot, spot.path());
    }
    return scalar(raw, node, spot);
  }

  private Object named(Catalog.Kind kind, Node node, Spot spot) {
    if (!(node instanceof Node.Mapping block)) {
      if (node instanceof Node.Scalar name) {
        return record(type(kind, name, spot), emptyBlock(node), spot, name.text());
      }
      throw spot.wrong(node, "the name of %s, or a block with a name".formatted(kind.text()));
    }
    Node name =
        block
            .entry(NAME)
            .orElseThrow(() -> missing(block, spot.key(NAME, ""), "the name of " + kind.text()))
            .value();
    if (!(name instanceof Node.Scalar scalar)) {
      throw spot.key(NAME, "").wrong(name, "the name of " + kind.text());
    }
    Class<? extends Record> type = type(kind, scalar, spot.key(NAME, ""));
    return record(type, block.without(List.of(NAME)), spot, scalar.text());
  }

  private Class<? extends Record> type(Catalog.Kind kind, Node.Scalar name, Spot spot) {
    return catalog
        .find(kind, name.text())
        .orElseThrow(
            () ->
                name.origin()
                    .bad(
                        "%s (%s) is not %s.\n%s"
                            .formatted(
                                spot.path(),
                                name.text(),
                                kind.text(),
                                Spelling.advice(name.text(), catalog.names(kind), kind.plural()))));
  }

  private List<Object> list(Type element, Node node, Spot spot) {
    if (!(node instanceof Node.Sequence sequence)) {
      throw spot.wrong(node, "a list");
    }
    List<Object> values = new ArrayList<>();
    for (Node item : sequence.items()) {
      values.add(value(element, item, spot.key(Integer.toString(values.size()), spot.help())));
    }
    return values;
  }

  private Map<String, Object> map(Type element, Node node, Spot spot) {
    Map<String, Object> values = new LinkedHashMap<>();
    mapping(node, spot)
        .entries()
        .forEach(
            (key, entry) ->
                values.put(key, value(element, entry.value(), spot.key(key, spot.help()))));
    return values;
  }

  private static Object scalar(Class<?> type, Node node, Spot spot) {
    ScalarType scalar = ScalarType.of(type);
    if (!(node instanceof Node.Scalar text)) {
      throw spot.wrong(node, scalar.description());
    }
    try {
      return scalar.parse(text.text());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw spot.wrong(node, scalar.description());
    }
  }

  private static Node.Mapping mapping(Node node, Spot spot) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    throw spot.wrong(node, "a block of keys");
  }

  private static Node.Mapping emptyBlock(Node node) {
    return new Node.Mapping(node.origin(), Map.of());
  }

  private <R extends Record> R record(Class<R> type, Node.Mapping block, Spot spot, String owner) {
    List<String> known = SettingsOf.keys(type);
    block
        .entries()
        .forEach(
            (key, entry) -> {
              if (!known.contains(key)) {
                throw unknownKey(spot.key(key, "").path(), entry, owner, known);
              }
            });
    List<Object> arguments = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      arguments.add(component(component, block, spot));
    }
    return construct(type, arguments, block, spot);
  }

  private static BadInputException unknownKey(
      String path, Node.Entry entry, String owner, List<String> known) {
    String key = path.substring(path.lastIndexOf('.') + 1);
    return entry
        .origin()
        .bad(
            "%s is not a setting of %s.\n%s"
                .formatted(path, owner, Spelling.advice(key, known, "settings")));
  }

  private Object component(RecordComponent component, Node.Mapping block, Spot spot) {
    Spot inner = spot.key(SettingsOf.key(component), SettingsOf.help(component));
    Optional<Node> byDefault = SettingsOf.byDefault(component);
    Node given =
        block
            .entry(SettingsOf.key(component))
            .map(Node.Entry::value)
            .filter(node -> !node.isEmpty())
            .or(() -> byDefault)
            .orElseThrow(() -> missing(block, inner, "given"));
    return value(component.getGenericType(), withDefaultName(given, byDefault), inner);
  }

  /** A block that names nothing is about what its default names. */
  private static Node withDefaultName(Node given, Optional<Node> byDefault) {
    if (given instanceof Node.Mapping block
        && block.entry(NAME).isEmpty()
        && byDefault.isPresent()
        && byDefault.get() instanceof Node.Scalar name) {
      return block.with(NAME, new Node.Entry(name.origin(), name));
    }
    return given;
  }

  private static BadInputException missing(Node.Mapping block, Spot spot, String what) {
    return block
        .origin()
        .bad("%s is missing; it must be %s.%s".formatted(spot.path(), what, spot.advice()));
  }

  private static <R extends Record> R construct(
      Class<R> type, List<Object> arguments, Node.Mapping block, Spot spot) {
    try {
      Constructor<R> canonical = type.getDeclaredConstructor(SettingsOf.types(type));
      canonical.setAccessible(true);
      return canonical.newInstance(arguments.toArray());
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException impossible) {
        throw impossible(impossible, SettingsOf.keys(type), block, spot);
      }
      throw new IllegalStateException("%s could not be made.".formatted(type), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s could not be made.".formatted(type), e);
    }
  }

  /**
   * A record refused its values; the place is that of the key that its message begins with, or the
   * whole block's.
   */
  private static BadInputException impossible(
      IllegalArgumentException cause, List<String> keys, Node.Mapping block, Spot spot) {
    Optional<String> key =
        keys.stream()
            .filter(k -> cause.getMessage().startsWith("The %s (".formatted(k.replace('_', ' '))))
            .findFirst();
    Origin origin = key.map(block::originOf).orElse(block.origin());
    String path = key.map(k -> spot.key(k, "").path()).orElse(spot.path());
    String prefix = path.isEmpty() ? "" : path + ": ";
    return new BadInputException(origin + ": " + prefix + cause.getMessage(), cause);
  }

  private static Class<?> rawClass(Type type) {
    return type instanceof ParameterizedType parameterized
        ? (Class<?>) parameterized.getRawType()
        : (Class<?>) type;
  }

  private static Type argument(Type type, int place) {
    return ((ParameterizedType) type).getActualTypeArguments()[place];
  }
}
