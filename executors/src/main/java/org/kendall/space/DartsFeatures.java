package org.kendall.space;

import java.util.ArrayList;
import java.util.List;
import org.kendall.space.OperationTraits.Kind;

/**
 * What describes a pair of cells of DARTS in numbers: counts, degrees and depths of the normal and
 * of the reduction cell.
 */
final class DartsFeatures {
  /** In the order of the space. */
  private static final List<OperationTraits> OPERATIONS =
      List.of(
          new OperationTraits("max_pool", Kind.POOL),
          new OperationTraits("avg_pool", Kind.POOL),
          new OperationTraits("skip", Kind.IDENTITY),
          new OperationTraits("sep_conv3x3", Kind.SPATIAL),
          new OperationTraits("sep_conv5x5", Kind.SPATIAL),
          new OperationTraits("dil_conv3x3", Kind.SPATIAL),
          new OperationTraits("dil_conv5x5", Kind.SPATIAL));

  private static final List<FeatureGroup> GROUPS =
      List.of(new DegreeFeatures(OPERATIONS), new DepthFeatures(OPERATIONS));

  private static final List<String> CELLS = List.of("normal", "reduction");

  private static final List<Feature> FEATURES = named();

  private DartsFeatures() {}

  static List<Feature> features() {
    return FEATURES;
  }

  private static List<Feature> named() {
    List<Feature> all = new ArrayList<>();
    for (String cell : CELLS) {
      for (FeatureGroup group : GROUPS) {
        for (Feature feature : group.features()) {
          all.add(
              new Feature(
                  cell + "_" + feature.name(), feature.help() + " In the " + cell + " cell."));
        }
      }
    }
    return List.copyOf(all);
  }

  static List<Feature> families() {
    List<Feature> all = new ArrayList<>();
    for (String cell : CELLS) {
      all.add(new Feature(cell + "_words", "The words that paths of the " + cell + " cell spell."));
      all.add(
          new Feature(
              cell + "_ends", "Operations of the " + cell + " cell, and which input they read."));
    }
    return List.copyOf(all);
  }

  /**
   * The numbers of both cells.
   *
   * @param graphs the normal and the reduction cell
   */
  static double[] features(List<CellGraph> graphs) {
    FeatureGroup.Row row = new FeatureGroup.Row(FEATURES.size());
    for (CellGraph graph : graphs) {
      LiveCell cell = LiveCell.of(OPERATIONS, graph);
      GROUPS.forEach(group -> group.describe(cell, row));
    }
    return row.toArray();
  }

  static List<Counts> parts(List<CellGraph> graphs) {
    List<Counts> all = new ArrayList<>();
    for (CellGraph graph : graphs) {
      LiveCell cell = LiveCell.of(OPERATIONS, graph);
      long[] ends = new long[cell.edges()];
      for (int edge = 0; edge < ends.length; edge++) {
        int source = Math.min(cell.from[edge], cell.inputs); // which input, or none
        ends[edge] = source * (OPERATIONS.size() + 1L) + cell.edgeOperation[edge] + 1;
      }
      all.add(Counts.of(cell.paths.word));
      all.add(Counts.of(ends));
    }
    return all;
  }
}
