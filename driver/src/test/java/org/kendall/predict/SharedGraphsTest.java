package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kendall.space.EdgeGraph;
import org.kendall.space.EdgeGraph.Edge;

/** Two operations, 0 and 1; one cell with one input that keeps what it has. */
class SharedGraphsTest {
  private static final GraphSharing SHARING =
      new GraphSharing(2, 1, 1, Gates.SelfLoops.NONE, Gates.Residual.INPUT, Gates.Readout.OUTPUT);

  @Test
  void equalPartsOfDifferentGraphsAreOneNode() {
    EdgeGraph first = new EdgeGraph(3, List.of(new Edge(0, 1, 0), new Edge(1, 2, 1)));
    EdgeGraph second =
        new EdgeGraph(3, List.of(new Edge(0, 1, 0), new Edge(0, 2, 1), new Edge(1, 2, 0)));
    SharedGraphs shared = SHARING.of(List.of(List.of(first), List.of(second)));
    // The input and node 1. The input sends by 0, by 1 and to itself, node 1 by 0 and by 1.
    assertThat(shared.inner().rows()).isEqualTo(2);
    assertThat(shared.senders()).containsExactly(0, 0, 0, 0, 1, 1);
    assertThat(shared.kinds()).containsExactly(3, 0, 1, 2, 0, 1);
    assertThat(shared.inner().numbers()).containsExactly(3, 1);
    assertThat(shared.outputs().numbers()).containsExactly(5, 0, 2, 4);
    assertThat(shared.rowOf()).containsExactly(0, 1);
  }

  @Test
  void graphsThatDifferByTheOrderOfNodesAreOneOutput() {
    EdgeGraph graph =
        new EdgeGraph(
            4, List.of(new Edge(0, 1, 0), new Edge(0, 2, 1), new Edge(1, 3, 0), new Edge(2, 3, 0)));
    EdgeGraph swapped =
        new EdgeGraph(
            4, List.of(new Edge(0, 1, 1), new Edge(0, 2, 0), new Edge(1, 3, 0), new Edge(2, 3, 0)));
    assertThat(SHARING.of(List.of(List.of(graph), List.of(swapped))).rowOf()).containsExactly(0, 0);
  }

  @Test
  void nodesThatLeadNowhereAreLeftOut() {
    EdgeGraph graph = new EdgeGraph(4, List.of(new Edge(0, 1, 1), new Edge(0, 3, 0)));
    assertThat(SHARING.of(List.of(List.of(graph))).inner().rows()).isEqualTo(1);
  }
}
