package org.kendall.space;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.CellNetwork.Operation;

/** Published and counted figures of the space: see the class comments of the rules. */
class Nasbench201Test extends SearchSpaceContract<CellNetwork> {
  private static final Nasbench201 SPACE = new Nasbench201(16, 5);

  @Override
  protected SearchSpace<CellNetwork> space() {
    return new Nasbench201(16, 5);
  }

  @Override
  protected Object meaning(Candidate candidate) {
    return output(candidate, Zeros.PROPAGATED);
  }

  @Test
  void thereAre15625Cells() {
    assertThat(SPACE.size()).isEqualTo(15_625);
  }

  @Test
  void canonicalFormsAreTheClassesOfFullZeroPropagation() {
    Map<Candidate, Long> sizes = cells().collect(groupingBy(SPACE::canonical, counting()));
    assertThat(sizes).hasSize(5_390);
    assertThat(sizes.values()).contains(460L).allMatch(size -> size <= 460);
  }

  @Test
  void onlyTheClassOfZerosIsNotAllowed() {
    Set<Candidate> refused = new HashSet<>(cells().filter(c -> !SPACE.allows(c)).toList());
    assertThat(refused).hasSize(341).contains(Candidate.of(0, 0, 0, 0, 0, 0));
    assertThat(refused).allMatch(cell -> output(cell, Zeros.PROPAGATED).equals("#"));
    assertThat(refused.stream().map(SPACE::canonical).distinct()).hasSize(1);
  }

  @Test
  void classesAreThoseOfRecursiveExpressions() {
    assertSamePartition(CellRule.BENCHMARK::expression, c -> output(c, Zeros.IF_ALONE), 6_466);
    assertSamePartition(
        CellRule.ZERO_PROPAGATION::expression, c -> output(c, Zeros.PROPAGATED), 5_390);
    assertThat(cells().map(cell -> output(cell, Zeros.KEPT)).distinct()).hasSize(12_751);
  }

  @Test
  void canonicalCellsHaveNoDeadEdges() {
    assertThat(cells().map(SPACE::canonical).distinct())
        .allSatisfy(
            cell -> {
              boolean used1 = cell.option(2) != 0 || cell.option(4) != 0;
              boolean fed2 = cell.option(1) != 0 || cell.option(2) != 0;
              assertThat(cell.option(0) != 0).as("node 1 of %s", cell).isEqualTo(used1);
              assertThat(cell.option(5) != 0).as("node 2 of %s", cell).isEqualTo(fed2);
            });
  }

  @Test
  void cellsThatDifferInTheOrderOfTheirNodesAreOne() {
    String conv1ThenSkip =
        "|nor_conv_1x1~0|+|nor_conv_3x3~0|none~1|+|none~0|avg_pool_3x3~1|nor_conv_1x1~2|";
    String swapped =
        "|nor_conv_3x3~0|+|nor_conv_1x1~0|none~1|+|none~0|nor_conv_1x1~1|avg_pool_3x3~2|";
    assertThat(SPACE.canonical(SPACE.parse(conv1ThenSkip)))
        .isEqualTo(SPACE.canonical(SPACE.parse(swapped)));
  }

  @Test
  void twoConvolutionsFromOneNodeAreNotOne() {
    String one = "|none~0|+|none~0|none~1|+|nor_conv_3x3~0|none~1|none~2|";
    String two = "|nor_conv_3x3~0|+|none~0|none~1|+|nor_conv_3x3~0|skip_connect~1|none~2|";
    assertThat(SPACE.canonical(SPACE.parse(one))).isNotEqualTo(SPACE.canonical(SPACE.parse(two)));
  }

  @Test
  void canonicalFormsOfTheWholeSpaceTakeWellUnderASecond() {
    // Of this thread's own time: others may keep the machine busy.
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    cells().forEach(SPACE::canonical);
    long spent = threads.getCurrentThreadCpuTime() - start;
    assertThat(Duration.ofNanos(spent)).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void everyCellIsReadFromItsText() {
    assertThat(cells())
        .allSatisfy(cell -> assertThat(SPACE.parse(SPACE.describe(cell))).isEqualTo(cell));
  }

  @Test
  void textHasTheEdgesInTheOrderOfTheDesign() {
    String text =
        "|avg_pool_3x3~0|+|nor_conv_1x1~0|skip_connect~1|+|nor_conv_3x3~0|none~1|skip_connect~2|";
    Candidate cell = SPACE.parse(text);
    assertThat(SPACE.decode(cell).operations())
        .containsExactly(
            Operation.AVG_POOL_3X3,
            Operation.CONV_1X1,
            Operation.SKIP_CONNECT,
            Operation.CONV_3X3,
            Operation.NONE,
            Operation.SKIP_CONNECT);
    assertThat(SPACE.graphs(cell).get(0).onEdges().edges())
        .contains(new EdgeGraph.Edge(1, 2, 1), new EdgeGraph.Edge(0, 3, 3));
    assertThat(SPACE.describe(cell)).isEqualTo(text);
  }

  @Test
  void textOfNoCellIsRefused() {
    assertThatThrownBy(() -> SPACE.parse("|conv~0|+|none~0|none~1|+|none~0|none~1|none~2|"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("conv~0")
        .hasMessageContaining("nor_conv_3x3");
    assertThatThrownBy(() -> SPACE.parse("|none~0|+|none~0|"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void settingsHaveBounds() {
    assertThatThrownBy(() -> new Nasbench201(0, 5)).hasMessage("The width (0) must be 1 to 1,024.");
    assertThatThrownBy(() -> new Nasbench201(16, -1))
        .hasMessage("The cells (-1) must be 1 to 100.");
  }

  private static Stream<Candidate> cells() {
    return LongStream.range(0, SPACE.size()).mapToObj(SPACE::at);
  }

  private static void assertSamePartition(
      Function<Candidate, Object> left, Function<Candidate, Object> right, int classes) {
    Collection<List<Candidate>> byLeft = cells().collect(groupingBy(left)).values();
    Collection<List<Candidate>> byRight = cells().collect(groupingBy(right)).values();
    assertThat(byLeft).hasSize(classes);
    assertThat(new HashSet<>(byLeft)).isEqualTo(new HashSet<>(byRight));
  }

  private enum Zeros {
    KEPT,
    IF_ALONE,
    PROPAGATED
  }

  private static String output(Candidate cell, Zeros zeros) {
    return node(3, SPACE.describe(cell).replace("|", " ").split("\\+"), zeros);
  }

  /** Recursive, from the output back, and from the text: unlike the implementation. */
  private static String node(int node, String[] cell, Zeros zeros) {
    if (node == 0) {
      return "0";
    }
    List<String> terms = new ArrayList<>();
    for (String edge : cell[node - 1].trim().split(" ")) {
      String[] parts = edge.split("~");
      terms.add(term(parts[0], node(Integer.parseInt(parts[1]), cell, zeros), zeros));
    }
    Collections.sort(terms);
    if (zeros == Zeros.PROPAGATED) {
      terms.removeIf("#"::equals);
    }
    return terms.isEmpty() ? "#" : String.join("+", terms);
  }

  private static String term(String operation, String source, Zeros zeros) {
    boolean isZero = operation.equals("none") || source.equals("#");
    if (zeros != Zeros.KEPT && isZero) {
      return "#";
    }
    return operation.equals("skip_connect") ? source : "(%s)@%s".formatted(source, operation);
  }
}
