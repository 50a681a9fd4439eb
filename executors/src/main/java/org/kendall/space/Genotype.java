package org.kendall.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A normal and a reduction cell as in DARTS (Liu et al., ICLR 2019, section 2.1). In each, nodes 0
 * and 1 are the outputs of the two cells before, nodes 2 to 5 add what comes by two edges each, and
 * the output is the concatenation of nodes 2 to 5.
 *
 * @param normal the edges of the normal cell, two for each of nodes 2 to 5, the one from the lower
 *     node first
 * @param reduction the edges of the reduction cell
 */
public record Genotype(List<Edge> normal, List<Edge> reduction) {
  /** How many nodes add two edges. */
  static final int INNER = 4;

  /** How many nodes come before those. */
  static final int INPUTS = 2;

  /** The operations that an edge may have; some tables write them as numbers in this order. */
  public static final List<String> OPERATIONS =
      List.of(
          "max_pool_3x3",
          "avg_pool_3x3",
          "skip_connect",
          "sep_conv_3x3",
          "sep_conv_5x5",
          "dil_conv_3x3",
          "dil_conv_5x5");

  private static final Pattern BLANKS = Pattern.compile("\\s+");
  private static final Pattern CONCATENATION =
      Pattern.compile("((normal|reduce)_concat=)?(range\\(2,6\\)|[\\[(]2,3,4,5[\\])])");
  private static final Pattern EDGE =
      Pattern.compile("\\((?:'(?<name>\\w+)',(?<named>\\d)|(?<from>\\d),(?<number>\\d))\\)");
  private static final Pattern REST =
      Pattern.compile("(Genotype)?[\\[\\](),]*(normal=)?[\\[\\](),]*(reduce=)?[\\[\\](),]*");

  /** One edge into a node: what it does to the output of an earlier node. */
  public record Edge(String operation, int from) {
    @Override
    public String toString() {
      return "('" + operation + "', " + from + ")";
    }
  }

  public Genotype {
    normal = sorted("normal", normal);
    reduction = sorted("reduction", reduction);
  }

  private static List<Edge> sorted(String name, List<Edge> edges) {
    if (edges.size() != 2 * INNER) {
      throw new IllegalArgumentException(
          "The %s cell must have %d edges; it has %d.".formatted(name, 2 * INNER, edges.size()));
    }
    List<Edge> sorted = new ArrayList<>();
    for (int inner = 0; inner < INNER; inner++) {
      List<Edge> pair = edges.subList(2 * inner, 2 * inner + 2);
      pair.stream().sorted(Comparator.comparingInt(Edge::from)).forEach(sorted::add);
      int node = INPUTS + inner;
      for (Edge edge : pair) {
        if (!OPERATIONS.contains(edge.operation())) {
          throw new IllegalArgumentException(
              "The edge %s of the %s cell must have an operation of %s."
                  .formatted(edge, name, OPERATIONS));
        }
      }
      boolean earlier = pair.stream().allMatch(edge -> edge.from() >= 0 && edge.from() < node);
      if (!earlier || pair.get(0).from() == pair.get(1).from()) {
        throw new IllegalArgumentException(
            "The edges %s of the %s cell must lead to node %d from two different ones before it."
                .formatted(pair, name, node));
      }
    }
    return List.copyOf(sorted);
  }

  /** The text that the code of DARTS writes and reads. */
  @Override
  public String toString() {
    return "Genotype(normal=[%s], normal_concat=range(2, 6), reduce=[%s], reduce_concat=range(2, 6))"
        .formatted(text(normal), text(reduction));
  }

  private static String text(List<Edge> edges) {
    return edges.stream().map(Edge::toString).collect(Collectors.joining(", "));
  }

  /**
   * Reads what {@link #toString} wrote, and what tables make of it: without the names, without the
   * concatenations, with a list for each node, with the edges in the form {@code (from, number of
   * the operation)}.
   *
   * @throws IllegalArgumentException if it is no such text, or if something else is concatenated
   *     than nodes 2 to 5
   */
  public static Genotype parse(String text) {
    String cells = CONCATENATION.matcher(BLANKS.matcher(text).replaceAll("")).replaceAll("");
    List<Edge> edges = new ArrayList<>();
    Matcher found = EDGE.matcher(cells);
    while (found.find()) {
      edges.add(edge(found));
    }
    boolean understood = REST.matcher(EDGE.matcher(cells).replaceAll("")).matches();
    if (!understood || edges.size() != 4 * INNER) {
      throw new IllegalArgumentException(
          ("The genotype (%s) must have 16 edges like ('skip_connect', 0), those of the normal cell"
                  + " first, and concatenate range(2, 6).")
              .formatted(text));
    }
    return new Genotype(edges.subList(0, 2 * INNER), edges.subList(2 * INNER, 4 * INNER));
  }

  private static Edge edge(Matcher found) {
    if (found.group("name") != null) {
      return new Edge(found.group("name"), Integer.parseInt(found.group("named")));
    }
    int number = Integer.parseInt(found.group("number"));
    return new Edge(
        number < OPERATIONS.size() ? OPERATIONS.get(number) : "number " + number,
        Integer.parseInt(found.group("from")));
  }
}
