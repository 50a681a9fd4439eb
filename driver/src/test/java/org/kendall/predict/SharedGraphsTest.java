package org.kendall.predict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.kendall.space.EdgeGraph;
import org.kendall.space.EdgeGraph.Edge;

/** Operations: 0 is none, 1 and 2 carry; so a message is 4 * node + operation. */
class SharedGraphsTest {
  @Test
  void equalPartsOfDifferentGraphsAreOneNode() {
    EdgeGraph first = new EdgeGraph(3, List.of(new Edge(0, 1, 1), new Edge(1, 2, 2)));
    EdgeGraph second =
        new EdgeGraph(3, List.of(new Edge(0, 1, 1), new Edge(0, 2, 2), new Edge(1, 2, 1)));
    SharedGraphs shared = SharedGraphs.of(List.of(first, second), 3, 0);
    // The input keeps itself by kind 3; node 1 gets message 1 of the input in both graphs.
    assertThat(shared.inner().nodes()).isEqualTo(2);
    assertThat(shared.inner().messages()).containsExactly(3, 1);
    assertThat(shared.outputs().nodes()).isEqualTo(2);
    assertThat(shared.outputs().messages()).containsExactly(6, 0, 2, 5);
    assertThat(shared.outputOf()).containsExactly(0, 1);
  }

  @Test
  void graphsThatDifferByTheOrderOfNodesAreOneOutput() {
    EdgeGraph graph =
        new EdgeGraph(
            4, List.of(new Edge(0, 1, 1), new Edge(0, 2, 2), new Edge(1, 3, 1), new Edge(2, 3, 1)));
    EdgeGraph swapped =
        new EdgeGraph(
            4, List.of(new Edge(0, 1, 2), new Edge(0, 2, 1), new Edge(1, 3, 1), new Edge(2, 3, 1)));
    assertThat(SharedGraphs.of(List.of(graph, swapped), 3, 0).outputOf()).containsExactly(0, 0);
  }

  @Test
  void nodesThatLeadNowhereAreLeftOut() {
    EdgeGraph graph =
        new EdgeGraph(4, List.of(new Edge(0, 1, 1), new Edge(1, 2, 0), new Edge(0, 3, 2)));
    assertThat(SharedGraphs.of(List.of(graph), 3, 0).inner().nodes()).isEqualTo(1);
  }
}
