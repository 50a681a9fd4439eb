package org.kendall.space;

import java.util.List;
import org.kendall.space.OperationTraits.Kind;

/** What describes a cell of NAS-Bench-201 in numbers, beside what any cell has. */
final class Nasbench201Features {
  /** In the order of the space; "none" is never on an edge of a graph. */
  private static final List<OperationTraits> OPERATIONS =
      List.of(
          new OperationTraits("skip", Kind.IDENTITY),
          new OperationTraits("conv1x1", Kind.POINTWISE),
          new OperationTraits("conv3x3", Kind.SPATIAL),
          new OperationTraits("pool", Kind.POOL));

  private static final CellFeatures FEATURES =
      CellFeatures.of(
          OPERATIONS,
          SignalFeatures.Joined.BY_SUM,
          List.of(new PlaceFeatures(), new CostFeatures()));

  private static final List<Feature> FAMILIES =
      List.of(
          new Feature("words", "The words that paths spell, skips left out."),
          new Feature("places", "Which operation stands on which edge."),
          new Feature("ends", "Operations, and whether they are at the input or the output."));

  private Nasbench201Features() {}

  static List<Feature> features() {
    return FEATURES.features();
  }

  static List<Feature> families() {
    return FAMILIES;
  }

  /**
   * The live part of a cell.
   *
   * @param graph as the space gives it: operations by their index, "none" being 0
   */
  private static LiveCell live(CellGraph graph) {
    EdgeGraph edges = graph.onEdges();
    return LiveCell.of(
        OPERATIONS,
        new EdgeGraph(
            edges.nodes(),
            edges.edges().stream()
                .map(edge -> new EdgeGraph.Edge(edge.from(), edge.to(), edge.operation() - 1))
                .toList()));
  }

  static double[] features(CellGraph graph) {
    return FEATURES.describe(live(graph));
  }

  static List<Counts> parts(CellGraph graph) {
    LiveCell cell = live(graph);
    long[] places = new long[cell.edges()];
    long[] ends = new long[cell.edges()];
    for (int edge = 0; edge < places.length; edge++) {
      int place = cell.from[edge] * cell.nodes + cell.to[edge];
      places[edge] = (long) place * OPERATIONS.size() + cell.edgeOperation[edge];
      int end = (cell.from[edge] == 0 ? 1 : 0) + (cell.to[edge] == cell.output() ? 2 : 0);
      ends[edge] = (long) end * OPERATIONS.size() + cell.edgeOperation[edge];
    }
    return List.of(Counts.of(cell.paths.word), Counts.of(places), Counts.of(ends));
  }

  /** Degrees of each node: there are only four, in a fixed order. */
  private record PlaceFeatures() implements FeatureGroup {
    @Override
    public List<Feature> features() {
      return List.of(
          new Feature("fan_in_1", "Edges into node 1."),
          new Feature("fan_in_2", "Edges into node 2."),
          new Feature("fan_out_1", "Edges out of node 1."),
          new Feature("fan_out_2", "Edges out of node 2."));
    }

    @Override
    public void describe(LiveCell cell, Row row) {
      row.addAll(cell.fanIn[1], cell.fanIn[2], cell.fanOut[1], cell.fanOut[2]);
    }
  }

  /** Size and work of the network on CIFAR-10; both are linear in the counts of convolutions. */
  private record CostFeatures() implements FeatureGroup {
    @Override
    public List<Feature> features() {
      return List.of(
          new Feature("log_parameters", "Log of the parameters of the benchmark's network."),
          new Feature("log_convolution_work", "Log of the multiply-adds of its convolutions."));
    }

    @Override
    public void describe(LiveCell cell, Row row) {
      int pointwise = 0;
      int spatial = 0;
      for (int operation : cell.edgeOperation) {
        pointwise += cell.kind(operation) == Kind.POINTWISE ? 1 : 0;
        spatial += cell.kind(operation) == Kind.SPATIAL ? 1 : 0;
      }
      row.add(Math.log(73_306 + 28_000.0 * pointwise + 243_040.0 * spatial));
      row.add(Math.log(1 + pointwise + 9.0 * spatial));
    }
  }
}
