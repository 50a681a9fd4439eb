package org.kendall.space;

import java.util.ArrayList;
import java.util.List;

/** The features of a cell by groups, in the order of the groups. */
record CellFeatures(List<FeatureGroup> groups, List<Feature> features) {
  /** All groups that make sense for any cell, then those given. */
  static CellFeatures of(
      List<OperationTraits> operations, SignalFeatures.Joined joined, List<FeatureGroup> more) {
    List<FeatureGroup> groups =
        new ArrayList<>(
            List.of(
                new DegreeFeatures(operations),
                new PathFeatures(operations),
                new SubsetFeatures(operations),
                new DepthFeatures(operations),
                new SignalFeatures("weak", 0.3, joined),
                new SignalFeatures("strong", 0.6, joined)));
    groups.addAll(more);
    return new CellFeatures(
        List.copyOf(groups),
        groups.stream().map(FeatureGroup::features).flatMap(List::stream).toList());
  }

  /** The numbers of a cell. Shape (features). */
  double[] describe(LiveCell cell) {
    FeatureGroup.Row row = new FeatureGroup.Row(features.size());
    for (FeatureGroup group : groups) {
      group.describe(cell, row);
    }
    return row.toArray();
  }
}
