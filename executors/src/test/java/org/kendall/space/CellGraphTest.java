package org.kendall.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.kendall.space.EdgeGraph.Edge;
import org.kendall.space.NodeGraph.Link;

/** Cells turned from one form into the other, worked out by hand. */
class CellGraphTest {
  private static final int PASS = CellGraph.PASS;

  @Test
  void theLineGraphHasANodeForEachEdge() {
    // 0 -a-> 1 -b-> 2, 0 -c-> 2, a, b, c = 5, 6, 7; ordered by start: a, c, b
    EdgeGraph cell =
        new EdgeGraph(3, List.of(new Edge(1, 2, 6), new Edge(0, 2, 7), new Edge(0, 1, 5)));

    assertThat(cell.onNodes())
        .isEqualTo(
            new NodeGraph(
                1,
                List.of(PASS, 5, 7, 6, PASS),
                List.of(
                    new Link(0, 1), // the input feeds a,
                    new Link(1, 3), // a feeds b,
                    new Link(0, 2), // the input feeds c,
                    new Link(2, 4), // c ends in the output,
                    new Link(3, 4)))); // and so does b
    assertThat(cell.onEdges()).isSameAs(cell);
  }

  @Test
  void severalEdgesBetweenTwoNodesBecomeSeveralNodes() {
    EdgeGraph cell =
        new EdgeGraph(3, List.of(new Edge(0, 1, 4), new Edge(0, 1, 4), new Edge(1, 2, 3)));

    assertThat(cell.onNodes().operations()).containsExactly(PASS, 4, 4, 3, PASS);
    assertThat(cell.onNodes().links())
        .containsExactlyInAnyOrder(
            new Link(0, 1), new Link(0, 2), new Link(1, 3), new Link(2, 3), new Link(3, 4));
  }

  @Test
  void eachInputFeedsItsOwnEdges() {
    // Inputs 0 and 1 into 2, which goes on to the output 3 without an operation.
    EdgeGraph cell =
        new EdgeGraph(4, 2, List.of(new Edge(0, 2, 8), new Edge(1, 2, 9), new Edge(2, 3, PASS)));

    assertThat(cell.onNodes())
        .isEqualTo(
            new NodeGraph(
                2,
                List.of(PASS, PASS, 8, 9, PASS, PASS),
                List.of(
                    new Link(0, 2),
                    new Link(2, 4),
                    new Link(1, 3),
                    new Link(3, 4),
                    new Link(4, 5))));
  }

  @Test
  void aCellWithoutEdgesHasInputsAndOutputOnly() {
    assertThat(new EdgeGraph(4, List.of()).onNodes())
        .isEqualTo(new NodeGraph(1, List.of(PASS, PASS), List.of()));
  }

  @Test
  void operationsOfNodesStandOnAllEdgesThatLeadThere() {
    // 0 -> 1 (op 2) -> 2 (op 0) -> 3 and 0 -> 2, 0 -> 3
    NodeGraph cell =
        new NodeGraph(
            1,
            List.of(PASS, 2, 0, PASS),
            List.of(
                new Link(0, 1), new Link(0, 2), new Link(1, 2), new Link(0, 3), new Link(2, 3)));

    assertThat(cell.onEdges())
        .isEqualTo(
            new EdgeGraph(
                4,
                List.of(
                    new Edge(0, 1, 2),
                    new Edge(0, 2, 0),
                    new Edge(1, 2, 0),
                    new Edge(0, 3, PASS),
                    new Edge(2, 3, PASS))));
    assertThat(cell.onNodes()).isSameAs(cell);
  }

  @Test
  void theLineGraphKeepsThePathsAndTheirOperations() {
    Random random = new Random(4);
    Darts darts = new Darts();
    Nasbench201 cells = new Nasbench201(16, 5);
    for (int i = 0; i < 200; i++) {
      List<CellGraph> graphs = new ArrayList<>(darts.graphs(darts.random(random)));
      graphs.addAll(cells.graphs(cells.random(random)));
      for (CellGraph graph : graphs) {
        List<String> before = paths(graph.onEdges());
        // An edge into a node carries its operation, so the last step, into the output, is a PASS.
        List<String> after =
            paths(graph.onNodes().onEdges()).stream()
                .map(path -> path.substring(0, path.lastIndexOf(' ')))
                .toList();
        assertThat(after).containsExactlyInAnyOrderElementsOf(before);
      }
    }
  }

  /** The operations along each path from an input to the output, after the number of the input. */
  private static List<String> paths(EdgeGraph graph) {
    List<List<String>> upTo = new ArrayList<>();
    for (int node = 0; node < graph.nodes(); node++) {
      List<String> paths = new ArrayList<>();
      if (node < graph.inputs()) {
        paths.add("from " + node);
      }
      for (Edge edge : graph.edges()) {
        if (edge.to() == node) {
          upTo.get(edge.from()).forEach(path -> paths.add(path + " " + edge.operation()));
        }
      }
      upTo.add(paths);
    }
    return upTo.get(graph.nodes() - 1);
  }

  @Test
  void edgesMustLeadFromLowerToHigherNodes() {
    assertThatThrownBy(() -> new EdgeGraph(3, List.of(new Edge(2, 1, 0))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new EdgeGraph(3, 2, List.of(new Edge(0, 1, 0))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NodeGraph(1, List.of(PASS, PASS), List.of(new Link(1, 1))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new NodeGraph(2, List.of(PASS, PASS), List.of()))
        .hasMessageContaining("The inputs (2)");
  }
}
