package org.kendall.jobs;

import java.util.Map;

/**
 * One {@code --set key.path=value}: a setting given on the command line.
 *
 * @param path keys with dots between
 * @param value as it would be written in YAML
 */
record SetOption(String path, String value) {
  static SetOption parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || !text.substring(0, equals).matches("[\\w-]+(\\.[\\w-]+)*")) {
      throw new BadInputException(
          "--set %s: there must be a key, an equals sign and a value.\n".formatted(text)
              + "Such as --set evaluate.epochs=3.");
    }
    return new SetOption(text.substring(0, equals), text.substring(equals + 1));
  }

  /** The same tree with this setting in it. */
  Node.Mapping putInto(Node.Mapping tree) {
    return put(tree, path, YamlReader.value(value, origin()));
  }

  private Origin origin() {
    return new Origin("--set %s=%s".formatted(path, value));
  }

  private Node.Mapping put(Node.Mapping block, String path, Node value) {
    String[] keys = path.split("\\.", 2);
    if (keys.length == 1) {
      return block.with(keys[0], new Node.Entry(origin(), value));
    }
    Node.Entry entry =
        block.entry(keys[0]).orElse(new Node.Entry(origin(), new Node.Empty(origin())));
    Node.Mapping inner = put(asBlock(keys[0], entry.value()), keys[1], value);
    return block.with(keys[0], new Node.Entry(entry.origin(), inner));
  }

  /** A name alone ({@code predictor: neural}) is a block with all its settings left out. */
  private Node.Mapping asBlock(String key, Node node) {
    if (node instanceof Node.Mapping mapping) {
      return mapping;
    }
    if (node instanceof Node.Scalar) {
      return new Node.Mapping(
          node.origin(), Map.of(Binder.NAME, new Node.Entry(node.origin(), node)));
    }
    if (node.isEmpty()) {
      return new Node.Mapping(node.origin(), Map.of());
    }
    throw origin().bad("%s is %s, which has no keys.".formatted(key, node.kind()));
  }
}
