package org.kendall.jobs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Ways in which a file can be spoilt, by accident or on purpose. */
final class Mutations {
  /** A way to spoil a file; all its chances come from the random numbers that it is given. */
  record Mutation(String name, Change change) {
    byte[] of(byte[] content, RandomGenerator random) {
      return change.of(content, random);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** What a mutation does. */
  @FunctionalInterface
  interface Change {
    byte[] of(byte[] content, RandomGenerator random);
  }

  /** The same for a text, as its lines. */
  @FunctionalInterface
  private interface LineChange {
    void to(List<String> lines, RandomGenerator random);
  }

  /** For files of any kind. */
  static final List<Mutation> OF_BYTES =
      List.of(
          new Mutation("bits flipped", Mutations::flipBits),
          new Mutation("bytes replaced", Mutations::replaceBytes),
          new Mutation("cut short", (b, r) -> Arrays.copyOf(b, r.nextInt(b.length))),
          new Mutation("a part left out", Mutations::leaveOut),
          new Mutation("a part doubled", Mutations::doublePart),
          new Mutation("a part of zeros", (b, r) -> filled(b, r, (byte) 0)),
          new Mutation("a part of ones", (b, r) -> filled(b, r, (byte) 0xff)),
          new Mutation("a huge number", Mutations::hugeNumber),
          new Mutation("more at the end", Mutations::append));

  /** For YAML. */
  static final List<Mutation> OF_YAML =
      List.of(
          new Mutation("bits flipped", Mutations::flipBits),
          new Mutation("cut short", (b, r) -> Arrays.copyOf(b, r.nextInt(b.length))),
          new Mutation("invalid UTF-8", (b, r) -> inserted(b, r, new byte[] {(byte) 0xc3, 0x28})),
          new Mutation("a NUL", (b, r) -> inserted(b, r, new byte[] {0})),
          new Mutation(
              "an escape sequence", (b, r) -> inserted(b, r, bytes("\u001b[2J\u001b[31m"))),
          new Mutation("a bidi override", (b, r) -> inserted(b, r, bytes("\u202e\u2028"))),
          lines("a line left out", (lines, random) -> lines.remove(random.nextInt(lines.size()))),
          lines("a line doubled", Mutations::doubleLine),
          lines("lines exchanged", Mutations::exchange),
          lines("a line moved in or out", Mutations::indent),
          lines("a key misspelt", (lines, random) -> edit(lines, random, Mutations::misspell)),
          lines("a hostile key", (lines, random) -> edit(lines, random, Mutations::rename)),
          hostileValue("a hostile value"),
          hostileValue("another hostile value"), // most of what can go wrong is a value
          hostileValue("a third hostile value"),
          lines("a bomb of aliases", (lines, random) -> insert(lines, random, bomb())),
          lines("a second document", (lines, random) -> insert(lines, random, "---")),
          lines("a directive", (lines, random) -> lines.add(0, "%TAG ! tag:x,2000:")));

  private Mutations() {}

  private static Mutation lines(String name, LineChange change) {
    return new Mutation(
        name,
        (content, random) -> {
          List<String> lines = new ArrayList<>(text(content).lines().toList());
          change.to(lines, random);
          return bytes(String.join("\n", lines) + "\n");
        });
  }

  private static Mutation hostileValue(String name) {
    return lines(
        name,
        (lines, random) -> edit(lines, random, (line, r) -> withValue(line, HostileValues.any(r))));
  }

  private static String text(byte[] content) {
    return new String(content, StandardCharsets.UTF_8);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] flipBits(byte[] content, RandomGenerator random) {
    byte[] flipped = content.clone();
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return flipped;
  }

  private static byte[] replaceBytes(byte[] content, RandomGenerator random) {
    byte[] replaced = content.clone();
    for (int left = 1 + random.nextInt(16); left > 0; left--) {
      replaced[random.nextInt(replaced.length)] = (byte) random.nextInt(256);
    }
    return replaced;
  }

  private static byte[] leaveOut(byte[] content, RandomGenerator random) {
    int from = random.nextInt(content.length);
    int to = from + random.nextInt(content.length - from);
    return joined(Arrays.copyOf(content, from), Arrays.copyOfRange(content, to, content.length));
  }

  private static byte[] doublePart(byte[] content, RandomGenerator random) {
    int from = random.nextInt(content.length);
    int to = from + random.nextInt(content.length - from);
    return joined(Arrays.copyOf(content, to), Arrays.copyOfRange(content, from, content.length));
  }

  private static byte[] filled(byte[] content, RandomGenerator random, byte value) {
    byte[] filled = content.clone();
    int from = random.nextInt(content.length);
    Arrays.fill(filled, from, Math.min(content.length, from + 1 + random.nextInt(64)), value);
    return filled;
  }

  /** Near the beginning, where lengths are told, or near the end, where Parquet has them. */
  private static byte[] hugeNumber(byte[] content, RandomGenerator random) {
    byte[] changed = content.clone();
    int place = random.nextInt(Math.min(64, content.length));
    int from = random.nextBoolean() ? place : Math.max(0, content.length - 4 - place);
    byte[] number = {0x7f, (byte) 0xff, (byte) 0xff, (byte) (random.nextBoolean() ? 0xff : 0x7f)};
    System.arraycopy(number, 0, changed, from, Math.min(4, content.length - from));
    return changed;
  }

  private static byte[] append(byte[] content, RandomGenerator random) {
    byte[] more = new byte[1 + random.nextInt(2_000)];
    random.nextBytes(more);
    return joined(content, more);
  }

  private static byte[] inserted(byte[] content, RandomGenerator random, byte[] what) {
    int place = random.nextInt(content.length);
    return joined(
        joined(Arrays.copyOf(content, place), what),
        Arrays.copyOfRange(content, place, content.length));
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static void doubleLine(List<String> lines, RandomGenerator random) {
    int place = random.nextInt(lines.size());
    lines.add(place, lines.get(place));
  }

  private static void exchange(List<String> lines, RandomGenerator random) {
    Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
  }

  private static void indent(List<String> lines, RandomGenerator random) {
    int place = random.nextInt(lines.size());
    String line = lines.get(place);
    List<String> moved = List.of("  " + line, "\t" + line, " " + line, line.stripLeading());
    lines.set(place, moved.get(random.nextInt(moved.size())));
  }

  private static void insert(List<String> lines, RandomGenerator random, String text) {
    lines.add(random.nextInt(lines.size() + 1), text);
  }

  /** Changes one of the lines that hold a key. */
  private static void edit(List<String> lines, RandomGenerator random, LineEdit edit) {
    List<Integer> keyed =
        IntStream.range(0, lines.size()).filter(i -> isKeyed(lines.get(i))).boxed().toList();
    int place = keyed.isEmpty() ? 0 : keyed.get(random.nextInt(keyed.size()));
    lines.set(place, edit.of(lines.get(place), random));
  }

  @FunctionalInterface
  private interface LineEdit {
    String of(String line, RandomGenerator random);
  }

  private static boolean isKeyed(String line) {
    return line.contains(":") && !line.stripLeading().startsWith("#");
  }

  static String withValue(String line, String value) {
    return line.substring(0, line.indexOf(':') + 1) + " " + value;
  }

  private static String misspell(String line, RandomGenerator random) {
    int place = random.nextInt(Math.max(1, line.indexOf(':')));
    return line.substring(0, place) + (char) ('a' + random.nextInt(26)) + line.substring(place + 1);
  }

  private static String rename(String line, RandomGenerator random) {
    String rest = line.substring(Math.max(0, line.indexOf(':')));
    String blanks = line.substring(0, line.length() - line.stripLeading().length());
    return blanks + HostileValues.any(random) + rest;
  }

  /** Nine lists, each of nine times the one before: 387 million words if they were followed. */
  private static String bomb() {
    return IntStream.range(1, 9)
        .mapToObj(
            i ->
                "b%d: &b%d [%s]"
                    .formatted(i, i, String.join(", ", Collections.nCopies(9, "*b" + (i - 1)))))
        .collect(
            Collectors.joining(
                "\n", "b0: &b0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n", ""));
  }
}
