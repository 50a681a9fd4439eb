package org.kendall.space;

import java.util.ArrayList;
import java.util.List;

/**
 * Paths that use only some of the operations, for every set of operations (as in GRAF: Kadlecova et
 * al., "Surprisingly Strong Performance Prediction with Neural Graph Features", ICML 2024).
 *
 * <p>Differs from the paper: instead of degrees restricted to a set of operations, it counts the
 * edges at the input and at the output that such paths use.
 */
record SubsetFeatures(List<OperationTraits> operations) implements FeatureGroup {
  /** Stands for the length of a path where there is none. */
  private static final int LONGER = 7;

  SubsetFeatures {
    operations = List.copyOf(operations);
  }

  @Override
  public List<Feature> features() {
    List<Feature> all = new ArrayList<>();
    for (int subset = 0; subset < 1 << operations.size(); subset++) {
      String name = name(subset);
      String text = "paths that use only " + name;
      all.add(new Feature("only_" + name + "_shortest", "Fewest operations of " + text + "."));
      all.add(new Feature("only_" + name + "_longest", "Most operations of " + text + "."));
      all.add(new Feature("only_" + name + "_paths", "How many " + text + "."));
      all.add(new Feature("only_" + name + "_in", "Edges out of the input on " + text + "."));
      all.add(new Feature("only_" + name + "_out", "Edges into the output on " + text + "."));
    }
    return all;
  }

  private String name(int subset) {
    List<String> names = new ArrayList<>();
    for (int operation = 0; operation < operations.size(); operation++) {
      if ((subset >> operation & 1) != 0) {
        names.add(operations.get(operation).name());
      }
    }
    return names.isEmpty() ? "nothing" : String.join("_", names);
  }

  @Override
  public void describe(LiveCell cell, Row row) {
    CellPaths paths = cell.paths;
    int[] used = new int[paths.size()];
    int[] length = new int[paths.size()];
    for (int path = 0; path < used.length; path++) {
      for (int operation = 0; operation < operations.size(); operation++) {
        int times = paths.tally[path][operation];
        used[path] |= times > 0 ? 1 << operation : 0;
        length[path] += times;
      }
    }
    for (int subset = 0; subset < 1 << operations.size(); subset++) {
      int shortest = LONGER;
      int longest = -1; // shorter than any
      int count = 0;
      long in = 0;
      long out = 0;
      for (int path = 0; path < used.length; path++) {
        if ((used[path] & ~subset) == 0) {
          shortest = Math.min(shortest, length[path]);
          longest = Math.max(longest, length[path]);
          count++;
          in |= 1L << paths.first[path];
          out |= 1L << paths.last[path];
        }
      }
      row.addAll(shortest, longest, count, Long.bitCount(in), Long.bitCount(out));
    }
  }
}
