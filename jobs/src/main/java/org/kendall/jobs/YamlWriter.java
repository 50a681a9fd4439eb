package org.kendall.jobs;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;

/** Writes a tree as YAML, for people: blocks indented by two, comments at the right. */
final class YamlWriter {
  private static final int COMMENT_COLUMN = 36;
  private static final int LAST_COLUMN = 100;
  private static final Pattern PLAIN = Pattern.compile("-?[\\w./]([\\w./+ -]*[\\w./+-])?");

  /**
   * One line.
   *
   * @param comment what stands at its right; may be empty
   */
  private record Line(String text, String comment) {}

  private final List<Line> lines = new ArrayList<>();

  private YamlWriter() {}

  /** The tree without comments. */
  static String plain(Node.Mapping tree) {
    YamlWriter writer = new YamlWriter();
    writer.mapping(tree, "");
    StringBuilder text = new StringBuilder();
    writer.lines.forEach(line -> text.append(line.text()).append('\n'));
    return text.toString();
  }

  /** The tree with the comments of its keys. */
  static String commented(Node.Mapping tree) {
    YamlWriter writer = new YamlWriter();
    writer.mapping(tree, "");
    StringBuilder text = new StringBuilder();
    writer.lines.forEach(line -> append(line, text));
    return text.toString();
  }

  private void mapping(Node.Mapping mapping, String indent) {
    mapping
        .entries()
        .forEach((key, entry) -> entry(indent + scalar(key) + ":", entry, indent + "  "));
  }

  private void entry(String head, Node.Entry entry, String indent) {
    Node value = entry.value();
    if (value instanceof Node.Mapping block && !block.entries().isEmpty()) {
      lines.add(new Line(head, entry.comment()));
      mapping(block, indent);
    } else if (value instanceof Node.Sequence list
        && list.items().stream().anyMatch(Node.Mapping.class::isInstance)) {
      lines.add(new Line(head, entry.comment()));
      list.items().forEach(item -> item(item, indent));
    } else {
      lines.add(new Line(head + " " + inline(value), entry.comment()));
    }
  }

  /** A block in a list: its first key stands beside the dash. */
  private void item(Node item, String indent) {
    int first = lines.size();
    if (item instanceof Node.Mapping block && !block.entries().isEmpty()) {
      mapping(block, indent + "  ");
      Line line = lines.get(first);
      String text = indent + "- " + line.text().substring(indent.length() + 2);
      lines.set(first, new Line(text, line.comment()));
    } else {
      lines.add(new Line(indent + "- " + inline(item), ""));
    }
  }

  private static String inline(Node node) {
    if (node instanceof Node.Sequence list) {
      return list.items().stream()
          .map(YamlWriter::inline)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    if (node instanceof Node.Mapping mapping) {
      return mapping.entries().entrySet().stream()
          .map(entry -> scalar(entry.getKey()) + ": " + inline(entry.getValue().value()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return node instanceof Node.Scalar scalar ? scalar(scalar.text()) : "";
  }

  /** Plain where that reads as the same text, else in double quotes. */
  private static String scalar(String text) {
    return PLAIN.matcher(text).matches() && !text.equalsIgnoreCase("null")
        ? text
        : '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  /** The line with its comment: at its right, or above it where the line is long. */
  private static void append(Line line, StringBuilder text) {
    String head = line.text();
    if (line.comment().isEmpty()) {
      text.append(head).append('\n');
      return;
    }
    boolean above = head.length() > COMMENT_COLUMN - 2;
    int column = above ? head.length() - head.stripLeading().length() : COMMENT_COLUMN;
    String rest = above ? "" : head;
    for (String part :
        WordUtils.wrap(line.comment(), LAST_COLUMN - column - 2).split(System.lineSeparator())) {
      text.append(rest).append(" ".repeat(column - rest.length()));
      text.append("# ").append(part).append('\n');
      rest = "";
    }
    if (above) {
      text.append(head).append('\n');
    }
  }
}
