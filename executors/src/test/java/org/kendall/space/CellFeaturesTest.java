package org.kendall.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CellFeaturesTest {
  private static final Nasbench201 EDGES = new Nasbench201(16, 5);
  private static final Nasbench101 NODES = new Nasbench101();

  /** Input - 3x3 - 1x1 - output, and a pool past them. */
  private static final String ON_EDGES =
      "|nor_conv_3x3~0|+|none~0|none~1|+|avg_pool_3x3~0|nor_conv_1x1~1|none~2|";

  /** Input - 3x3 - pool - output, 3x3 - output, input - 1x1 - output. */
  private static final String ON_NODES = "1011000111 3p1";

  @Test
  void handWorkedCellWithOperationsOnEdges() {
    Map<String, Double> features = features(EDGES, EDGES.parse(ON_EDGES));
    assertThat(features)
        .containsEntry("edges", 3.0)
        .containsEntry("nodes", 3.0)
        .containsEntry("paths", 2.0)
        .containsEntry("count_pool", 1.0)
        .containsEntry("count_skip", 0.0)
        .containsEntry("first_conv3x3", 1.0)
        .containsEntry("last_conv3x3", 0.0)
        .containsEntry("rounded_pool", 1.0)
        .containsEntry("rounded_conv3x3", 0.0)
        .containsEntry("path_min_conv3x3", 0.0)
        .containsEntry("path_max_conv3x3", 1.0)
        .containsEntry("path_mean_conv3x3", 0.5)
        .containsEntry("path_max_operations", 2.0)
        .containsEntry("paths_with_0_convolutions", 1.0)
        .containsEntry("paths_with_2_convolutions", 1.0)
        .containsEntry("only_pool_shortest", 1.0)
        .containsEntry("only_pool_paths", 1.0)
        .containsEntry("only_conv1x1_conv3x3_longest", 2.0)
        .containsEntry("only_conv1x1_longest", -1.0)
        .containsEntry("only_conv1x1_conv3x3_pool_out", 2.0)
        .containsEntry("walk_back_conv3x3", 0.5)
        .containsEntry("walk_back_convolutions_variance", 1.0)
        .containsEntry("walk_forth_pool", 0.5)
        .containsEntry("on_all_conv3x3", 0.0);
    // The 1x1 convolution comes with variance 1, the input with .3 squared.
    assertThat(features.get("signal_weak_input")).isCloseTo(0.09, within(1e-12));
    assertThat(features.get("signal_weak_input_share")).isCloseTo(0.09 / 1.09, within(1e-12));
    assertThat(features.get("signal_weak_depth")).isCloseTo(2 / 1.09, within(1e-12));
    assertThat(features.get("signal_weak_spatial_depth")).isCloseTo(1 / 1.09, within(1e-12));
    assertThat(features.get("log_parameters")).isCloseTo(Math.log(344_346), within(1e-12));
  }

  @Test
  void handWorkedCellWithOperationsOnNodes() {
    Map<String, Double> features = features(NODES, NODES.parse(ON_NODES));
    assertThat(features)
        .containsEntry("edges", 6.0)
        .containsEntry("nodes", 5.0)
        .containsEntry("fan_in_output", 3.0)
        .containsEntry("fan_out_input", 2.0)
        .containsEntry("paths", 3.0)
        .containsEntry("count_pool", 1.0)
        .containsEntry("last_conv3x3", 1.0)
        .containsEntry("bypassed_pool", 1.0)
        .containsEntry("bypassed_conv3x3", 0.0)
        .containsEntry("path_min_conv3x3", 0.0)
        .containsEntry("path_max_operations", 2.0)
        .containsEntry("only_conv3x3_pool_paths", 2.0)
        .containsEntry("only_conv3x3_pool_in", 1.0)
        .containsEntry("longest_to_pool", 2.0)
        .containsEntry("longest_from_conv3x3", 2.0)
        .containsEntry("shortest_from_conv3x3", 1.0)
        .containsEntry("residual", 0.0);
    // Three vertices lead to the output: each has a third of its channels.
    assertThat(features.get("width_last_conv3x3")).isCloseTo(1 / 3.0, within(1e-12));
    assertThat(features.get("projections")).isCloseTo(2 / 3.0, within(1e-12));
    assertThat(features.get("walk_back_conv3x3")).isCloseTo(2 / 3.0, within(1e-12));
    double parameters = 8_600 + 16_384 * (53 * 2 / 3.0 + 63 * 10 / 9.0);
    assertThat(features.get("log_parameters")).isCloseTo(Math.log(parameters), within(1e-12));
  }

  @Test
  void handWorkedParts() {
    // A word begins with 1 and has digits of base 5: 3x3, 1x1 is 1 3 2; pool is 1 4.
    List<Counts> onEdges = EDGES.parts(EDGES.parse(ON_EDGES));
    assertThat(onEdges.get(0)).isEqualTo(Counts.of(25 + 15 + 2, 5 + 4));
    // Base 4, 1x1 being 1, 3x3 2, pool 3.
    List<Counts> onNodes = NODES.parts(NODES.parse(ON_NODES));
    assertThat(onNodes.get(1)).isEqualTo(Counts.of(4 + 2, 16 + 8 + 3, 4 + 1));
    // Labels: 1x1 0, 3x3 1, pool 2, input 3, output 4.
    assertThat(onNodes.get(0)).isEqualTo(Counts.of(15, 16, 1 * 5 + 2, 1 * 5 + 4, 14, 4));
  }

  @Test
  void deadPartsAndTheOrderOfNodesChangeNothing() {
    Candidate cell = EDGES.parse(ON_EDGES);
    // By way of node 2 instead of node 1, and with a dead edge into node 1.
    Candidate moved =
        EDGES.parse(
            "|nor_conv_3x3~0|+|nor_conv_3x3~0|none~1|+|avg_pool_3x3~0|none~1|nor_conv_1x1~2|");
    assertThat(EDGES.features(moved)).isEqualTo(EDGES.features(cell));
    assertThat(EDGES.parts(moved)).isEqualTo(EDGES.parts(cell));
    Candidate graph = NODES.parse(ON_NODES);
    SplittableRandom random = new SplittableRandom(3);
    assertThat(NODES.features(NODES.canonical(graph))).isEqualTo(NODES.features(graph));
    for (int i = 0; i < 200; i++) {
      Candidate one = shuffled(NODES.random(random), random);
      Candidate form = NODES.canonical(one);
      assertThat(NODES.features(one)).isEqualTo(NODES.features(form));
      assertThat(NODES.parts(one)).isEqualTo(NODES.parts(form));
    }
  }

  /** The same cell with its inner vertices renumbered where that keeps edges pointing forwards. */
  private static Candidate shuffled(Candidate cell, RandomGenerator random) {
    NodeGraph graph = NODES.decode(cell);
    int inner = graph.nodes() - 2;
    for (int attempt = 0; attempt < 50; attempt++) {
      int[] place = new int[graph.nodes()];
      List<Integer> order =
          random.ints(0, 1 << 20).distinct().limit(inner).boxed().collect(Collectors.toList());
      List<Integer> sorted = order.stream().sorted().toList();
      for (int vertex = 1; vertex <= inner; vertex++) {
        place[vertex] = 1 + sorted.indexOf(order.get(vertex - 1));
      }
      place[inner + 1] = inner + 1;
      if (graph.links().stream().allMatch(link -> place[link.from()] < place[link.to()])) {
        return NODES.parse(text(graph, place));
      }
    }
    return cell;
  }

  private static String text(NodeGraph graph, int[] place) {
    Set<List<Integer>> links = new HashSet<>();
    graph.links().forEach(link -> links.add(List.of(place[link.from()], place[link.to()])));
    StringBuilder text = new StringBuilder();
    for (int to = 1; to < graph.nodes(); to++) {
      for (int from = 0; from < to; from++) {
        text.append(links.contains(List.of(from, to)) ? '1' : '0');
      }
    }
    char[] letters = new char[graph.nodes() - 2];
    for (int vertex = 1; vertex <= letters.length; vertex++) {
      letters[place[vertex] - 1] = "13p".charAt(graph.operations().get(vertex));
    }
    return letters.length == 0 ? text.toString() : text + " " + new String(letters);
  }

  @Test
  void everyFeatureHasANameOfItsOwnAndIsFiniteEverywhere() {
    SplittableRandom random = new SplittableRandom(5);
    for (SearchSpace<?> space : List.of(EDGES, NODES, new Darts())) {
      FeatureSpace view = (FeatureSpace) space;
      List<String> names = view.features().stream().map(Feature::name).toList();
      assertThat(names).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z0-9_]+"));
      for (int i = 0; i < 300; i++) {
        Candidate candidate = space.random(random);
        assertThat(view.features(candidate)).hasSize(names.size());
        for (double number : view.features(candidate)) {
          assertThat(number).isFinite();
        }
        assertThat(view.parts(candidate)).hasSameSizeAs(view.families());
      }
    }
  }

  @Test
  void nothingComesThroughACellWithoutPaths() {
    Map<String, Double> features = features(EDGES, Candidate.of(0, 0, 0, 0, 0, 0));
    assertThat(features).containsEntry("paths", 0.0).containsEntry("edges", 0.0);
    assertThat(features.values()).allMatch(Double::isFinite);
  }

  @Test
  @Tag("slow")
  void allCellsOfNasbench101TakeLessThanTwentySecondsOnTwoCores() {
    long begin = System.nanoTime();
    double sum =
        NODES.list().toList().parallelStream().mapToDouble(cell -> NODES.features(cell)[0]).sum();
    assertThat(sum).isPositive();
    assertThat((System.nanoTime() - begin) / 1e9).isLessThan(20);
  }

  private static Map<String, Double> features(FeatureSpace space, Candidate candidate) {
    Map<String, Double> named = new HashMap<>();
    double[] numbers = space.features(candidate);
    for (int i = 0; i < numbers.length; i++) {
      named.put(space.features().get(i).name(), numbers[i]);
    }
    return named;
  }
}
