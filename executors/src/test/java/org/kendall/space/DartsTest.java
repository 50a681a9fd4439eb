package org.kendall.space;

import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.kendall.space.Genotype.Edge;

/** Published figures of the space, tables in their notations, and isomorphism tried out. */
class DartsTest extends SearchSpaceContract<Genotype> {
  private static final Darts SPACE = new Darts();

  /** DARTS_V2, the cells that the paper found on CIFAR-10 by second order. */
  private static final String SECOND_ORDER =
      "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0),"
          + " ('sep_conv_3x3', 1), ('sep_conv_3x3', 1), ('skip_connect', 0), ('skip_connect', 0),"
          + " ('dil_conv_3x3', 2)], normal_concat=[2, 3, 4, 5], reduce=[('max_pool_3x3', 0),"
          + " ('max_pool_3x3', 1), ('skip_connect', 2), ('max_pool_3x3', 1), ('max_pool_3x3', 0),"
          + " ('skip_connect', 2), ('skip_connect', 2), ('max_pool_3x3', 1)],"
          + " reduce_concat=[2, 3, 4, 5])";

  @Override
  protected SearchSpace<Genotype> space() {
    return new Darts();
  }

  @Override
  protected Object meaning(Candidate candidate) {
    Genotype genotype = SPACE.decode(candidate);
    return List.of(expressions(genotype.normal()), expressions(genotype.reduction()));
  }

  /** What each node computes, from the inputs on; nodes in no order. */
  private static List<String> expressions(List<Edge> edges) {
    List<String> nodes = new ArrayList<>(List.of("0", "1"));
    for (int i = 0; i < edges.size(); i += 2) {
      String one = edges.get(i).operation() + nodes.get(edges.get(i).from());
      String other = edges.get(i + 1).operation() + nodes.get(edges.get(i + 1).from());
      nodes.add(one.compareTo(other) < 0 ? "(" + one + other + ")" : "(" + other + one + ")");
    }
    Collections.sort(nodes);
    return nodes;
  }

  @Test
  void thereAreAsManyCellsAsThePaperCounts() {
    // Product over k = 1 .. 4 of (k + 1) k / 2 * 7^2, for each of two cells: section 3.1.
    long cells = 1L * 3 * 6 * 10 * 49 * 49 * 49 * 49;
    assertThat(SPACE.size()).isEqualTo(cells * cells).isGreaterThan(1_000_000_000_000_000_000L);
    assertThat(SPACE.isListable()).isFalse();
    assertThat(SPACE.choices()).hasSize(22);
  }

  @Test
  void classesAreThoseOfIsomorphism() {
    // All 180 ways to take inputs with all 2^8 choices of skip_connect and sep_conv_3x3.
    List<Candidate> cells = twoOperations();
    assertThat(cells).hasSize(180 << 8).doesNotHaveDuplicates();
    Set<List<Candidate>> ours =
        new HashSet<>(cells.stream().collect(groupingBy(SPACE::canonical)).values());
    List<int[]> orders = orders();
    assertThat(orders).hasSize(24);
    Function<Candidate, String> smallest = cell -> smallest(SPACE.decode(cell).normal(), orders);
    Set<List<Candidate>> tried =
        new HashSet<>(cells.stream().collect(groupingBy(smallest)).values());
    assertThat(ours.equals(tried)).isTrue();
    assertThat(ours).hasSizeLessThan(cells.size());
  }

  private static List<Candidate> twoOperations() {
    List<Candidate> cells = new ArrayList<>();
    for (int pairs = 0; pairs < 180; pairs++) {
      for (int bits = 0; bits < 1 << 8; bits++) {
        int[] options = new int[22];
        int[] operations = {0, 1, 3, 4, 6, 7, 9, 10};
        for (int i = 0; i < 8; i++) {
          options[operations[i]] = (bits >> i & 1) == 0 ? 2 : 3;
        }
        options[2] = pairs % 3;
        options[5] = pairs / 3 % 6;
        options[8] = pairs / 18;
        cells.add(Candidate.of(options));
      }
    }
    return cells;
  }

  /** The smallest adjacency matrix of a cell among all orders of its inner nodes. */
  private static String smallest(List<Edge> edges, List<int[]> orders) {
    List<String> matrices = new ArrayList<>();
    for (int[] order : orders) {
      char[] matrix = new char[36];
      Arrays.fill(matrix, '.');
      for (int i = 0; i < 8; i++) {
        int from = order[edges.get(i).from()];
        matrix[6 * from + order[2 + i / 2]] =
            (char) ('0' + Genotype.OPERATIONS.indexOf(edges.get(i).operation()));
      }
      matrices.add(new String(matrix));
    }
    return Collections.min(matrices);
  }

  /** The 24 orders of nodes 2 to 5 behind the inputs. */
  private static List<int[]> orders() {
    return IntStream.range(0, 256)
        .mapToObj(i -> new int[] {0, 1, 2 + i % 4, 2 + i / 4 % 4, 2 + i / 16 % 4, 2 + i / 64})
        .filter(order -> Arrays.stream(order).distinct().count() == 6)
        .toList();
  }

  @Test
  void anotherOrderOfTheNodesIsTheSameGenotype() {
    // Normal: nodes 2 and 3 change places, and 4, which takes from 2, takes from 3.
    List<Edge> rest = edges("skip_connect 2", "max_pool_3x3 3", "skip_connect 0", "skip_connect 1");
    List<Edge> moved =
        edges("skip_connect 3", "max_pool_3x3 2", "skip_connect 0", "skip_connect 1");
    List<Edge> one = edges("sep_conv_3x3 0", "sep_conv_5x5 1", "dil_conv_3x3 0", "dil_conv_5x5 1");
    List<Edge> other =
        edges("dil_conv_3x3 0", "dil_conv_5x5 1", "sep_conv_5x5 1", "sep_conv_3x3 0");
    Candidate cell = candidate(joined(one, rest), joined(one, rest));
    Candidate same = candidate(joined(other, moved), joined(one, rest));
    Candidate different = candidate(joined(other, rest), joined(one, rest));

    assertThat(cell).isNotEqualTo(same);
    assertThat(SPACE.canonical(cell)).isEqualTo(SPACE.canonical(same));
    assertThat(SPACE.canonical(cell)).isNotEqualTo(SPACE.canonical(different));
  }

  @Test
  void theTwoCellsAreNotOneAnother() {
    Random random = new Random(3);
    Genotype genotype = SPACE.decode(SPACE.random(random));
    assertThat(SPACE.canonical(candidate(genotype.normal(), genotype.reduction())))
        .isNotEqualTo(SPACE.canonical(candidate(genotype.reduction(), genotype.normal())));
  }

  @Test
  void graphsHaveTwoInputsAndConcatenateAllNodes() {
    Candidate cells = SPACE.parse(SECOND_ORDER);
    List<CellGraph> graphs = SPACE.graphs(cells);

    assertThat(graphs).hasSize(2);
    // skip_connect is 2, sep_conv_3x3 is 3, dil_conv_3x3 is 5
    assertThat(graphs.get(0))
        .isEqualTo(
            new EdgeGraph(
                7,
                2,
                List.of(
                    new EdgeGraph.Edge(0, 2, 3),
                    new EdgeGraph.Edge(1, 2, 3),
                    new EdgeGraph.Edge(0, 3, 3),
                    new EdgeGraph.Edge(1, 3, 3),
                    new EdgeGraph.Edge(0, 4, 2),
                    new EdgeGraph.Edge(1, 4, 3),
                    new EdgeGraph.Edge(0, 5, 2),
                    new EdgeGraph.Edge(2, 5, 5),
                    new EdgeGraph.Edge(2, 6, CellGraph.PASS),
                    new EdgeGraph.Edge(3, 6, CellGraph.PASS),
                    new EdgeGraph.Edge(4, 6, CellGraph.PASS),
                    new EdgeGraph.Edge(5, 6, CellGraph.PASS))));
  }

  @Test
  void everyDrawnGenotypeIsReadFromItsText() {
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      Candidate drawn = SPACE.random(random);
      assertThat(SPACE.parse(SPACE.describe(drawn))).isEqualTo(drawn);
    }
    assertThat(SPACE.describe(SPACE.parse(SECOND_ORDER)))
        .startsWith(
            "Genotype(normal=[('sep_conv_3x3', 0), ('sep_conv_3x3', 1), ('sep_conv_3x3', 0)")
        .endsWith("('skip_connect', 2)], reduce_concat=range(2, 6))");
  }

  @Test
  void textOfNoGenotypeIsRefused() {
    assertRefused(SECOND_ORDER.replace("'skip_connect', 2", "'conv', 2"), "('conv', 2)");
    assertRefused(SECOND_ORDER.replace("[2, 3, 4, 5]", "[4, 5]"), "concatenate range(2, 6)");
    assertRefused(SECOND_ORDER.replace("('skip_connect', 0)", "('skip_connect', 1)"), "node 4");
    assertRefused(SECOND_ORDER.replace("('dil_conv_3x3', 2)", "('dil_conv_3x3', 5)"), "node 5");
    assertRefused(SECOND_ORDER.replace("('dil_conv_3x3', 2)", ""), "16 edges");
    assertRefused("[(0,1)]", "[(0,1)]");
    assertRefused("", "16 edges");
    assertThatThrownBy(() -> SPACE.canonical(Candidate.of(1, 1)))
        .hasMessageContaining("must have 22 options");
    assertThatThrownBy(() -> SPACE.decode(SPACE.at(0).with(2, 3)))
        .hasMessage("The option (3) of normal_3_inputs must be less than 3.");
  }

  private static void assertRefused(String text, String part) {
    assertThatThrownBy(() -> SPACE.parse(text))
        .as(text)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(part);
  }

  @Test
  void trainedGenotypesAreRead() throws IOException {
    List<String> rows = rows("darts_random214_cifar10.csv.gz");
    assertThat(rows).hasSize(214);
    for (String row : rows) {
      List<String> fields = quoted(row);
      Candidate whole = SPACE.parse(String.join(" ", fields));
      assertThat(SPACE.parse(fields.get(0) + fields.get(2))).isEqualTo(whole);
      // Independent of the reader: the inputs and operations that the text names, in any order.
      for (int cell = 0; cell < 2; cell++) {
        Genotype genotype = SPACE.decode(whole);
        List<Edge> edges = cell == 0 ? genotype.normal() : genotype.reduction();
        String text = edges.toString().replace(" ", "");
        assertThat(letters(text)).isEqualTo(letters(fields.get(2 * cell)));
      }
    }
  }

  @Test
  void genotypesInNumbersAreRead() throws IOException {
    List<String> rows = rows("nasbench301_darts_surrogate.csv.gz");
    assertThat(rows).hasSize(1218);
    Candidate first = SPACE.parse(quoted(rows.get(0)).get(0));
    assertThat(SPACE.decode(first).normal())
        .isEqualTo(
            edges(
                "max_pool_3x3 0",
                "dil_conv_3x3 1",
                "avg_pool_3x3 0",
                "avg_pool_3x3 1",
                "sep_conv_3x3 0",
                "sep_conv_3x3 1",
                "sep_conv_3x3 1",
                "skip_connect 3"));
    assertThat(rows.stream().map(row -> SPACE.parse(quoted(row).get(0))).distinct().count())
        .isGreaterThan(1000);
  }

  /** The sorted edges of each node of a cell in the text of a table. */
  private static List<Set<String>> letters(String text) {
    String[] edges = text.replaceAll("[\\[\\]()']", "").split(",");
    return IntStream.range(0, 4)
        .mapToObj(i -> Set.of(edges[4 * i] + edges[4 * i + 1], edges[4 * i + 2] + edges[4 * i + 3]))
        .toList();
  }

  private static List<String> quoted(String row) {
    String[] parts = row.split("\"");
    return IntStream.range(0, parts.length)
        .filter(i -> i % 2 == 1)
        .mapToObj(i -> parts[i])
        .toList();
  }

  private static List<String> rows(String table) throws IOException {
    Path file = Path.of(System.getProperty("kendall.root", "."), "../shared/data/nas", table);
    assumeTrue(Files.exists(file), "The table of genotypes is not here.");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return lines.lines().skip(1).toList();
    }
  }

  private static Candidate candidate(List<Edge> normal, List<Edge> reduction) {
    return SPACE.parse(new Genotype(normal, reduction).toString());
  }

  private static List<Edge> edges(String... edges) {
    return Arrays.stream(edges)
        .map(edge -> edge.split(" "))
        .map(edge -> new Edge(edge[0], Integer.parseInt(edge[1])))
        .toList();
  }

  private static List<Edge> joined(List<Edge> one, List<Edge> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }
}
