package org.kendall.jobs;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the part of YAML that settings need: one document of mappings, lists and scalars. Anchors,
 * aliases and tags are refused, as one small file could stand for a huge or surprising tree.
 */
final class YamlReader {
  static final int MAX_CHARACTERS = 1 << 20;
  static final int MAX_DEPTH = 20;

  private static final int MAX_BYTES = 4 * MAX_CHARACTERS;

  private static final YAMLFactory YAML = new YAMLFactory();

  /** What YAML 1.2 does not call printable. */
  private static final Pattern CONTROL =
      Pattern.compile(
          "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufffd\\x{10000}-\\x{10ffff}]");

  private final YAMLParser parser;
  private final IntFunction<Origin> origins;

  private YamlReader(YAMLParser parser, IntFunction<Origin> origins) {
    this.parser = parser;
    this.origins = origins;
  }

  /**
   * Reads the text of a file, which may be a device without an end.
   *
   * @throws IOException also if it is not UTF-8, or too large
   */
  static String text(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new IOException("it has more than %,d bytes".formatted(MAX_BYTES));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new IOException("it is not UTF-8", e);
    }
  }

  /** Reads a file's text; {@code file} is its name as people are told. */
  static Node file(String file, String text) {
    return read(text, line -> Origin.line(file, line));
  }

  /** Reads a short text that stands elsewhere than in a file. */
  static Node value(String text, Origin origin) {
    return read(text, line -> origin);
  }

  private static Node read(String text, IntFunction<Origin> origins) {
    if (text.length() > MAX_CHARACTERS) {
      throw origins
          .apply(1)
          .bad(
              "%,d characters are too many for settings; there may be %,d."
                  .formatted(text.length(), MAX_CHARACTERS));
    }
    refuseControls(text, origins);
    try (YAMLParser parser = YAML.createParser(text)) {
      return new YamlReader(parser, origins).document();
    } catch (JsonProcessingException e) {
      JsonLocation where = e.getLocation();
      throw origins
          .apply(where == null ? 1 : where.getLineNr())
          .bad("this is not YAML: " + firstLines(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** YAML refuses them too, without saying where. */
  private static void refuseControls(String text, IntFunction<Origin> origins) {
    Matcher control = CONTROL.matcher(text);
    if (control.find()) {
      int line =
          1 + (int) text.substring(0, control.start()).chars().filter(c -> c == '\n').count();
      throw origins
          .apply(line)
          .bad("a character (U+%04X) is none of a text.".formatted(control.group().codePointAt(0)));
    }
  }

  private Node document() throws IOException {
    if (parser.nextToken() == null) {
      return new Node.Empty(origins.apply(1));
    }
    Node root = node(1);
    if (parser.nextToken() != null) {
      throw here().bad("a second document begins; there must be one.");
    }
    return root;
  }

  /** The node that begins at the current token; afterwards the current token is its last. */
  private Node node(int depth) throws IOException {
    refuseReferences();
    Origin origin = here();
    if (depth > MAX_DEPTH) {
      throw origin.bad("blocks are nested more than %d deep.".formatted(MAX_DEPTH));
    }
    return switch (parser.currentToken()) {
      case START_OBJECT -> mapping(origin, depth);
      case START_ARRAY -> sequence(origin, depth);
      case VALUE_NULL -> new Node.Empty(origin);
      default -> new Node.Scalar(origin, parser.getText());
    };
  }

  private Node mapping(Origin origin, int depth) throws IOException {
    Map<String, Node.Entry> entries = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      Origin keyOrigin = here();
      String key = parser.currentName();
      refuseReferences();
      parser.nextToken();
      Node.Entry previous = entries.put(key, new Node.Entry(keyOrigin, node(depth + 1)));
      if (previous != null) {
        throw keyOrigin.bad("%s stands here a second time.".formatted(key));
      }
    }
    return new Node.Mapping(origin, entries);
  }

  private Node sequence(Origin origin, int depth) throws IOException {
    List<Node> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(node(depth + 1));
    }
    return new Node.Sequence(origin, items);
  }

  private void refuseReferences() throws IOException {
    if (parser.isCurrentAlias() || parser.getObjectId() != null) {
      throw here().bad("anchors (&) and aliases (*) are not read; write the value out.");
    }
    if (parser.getTypeId() != null) {
      throw here().bad("tags (!) are not read; write the plain value.");
    }
  }

  private Origin here() {
    return origins.apply(parser.currentTokenLocation().getLineNr());
  }

  /** YAML's message without the excerpts, which begin with {@code in 'reader'}. */
  private static String firstLines(String message) {
    return message
        .lines()
        .takeWhile(line -> !line.startsWith(" at [Source"))
        .filter(line -> !line.startsWith(" "))
        .reduce((first, second) -> first + ", " + second)
        .orElse("");
  }
}
