package org.kendall.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the paths from the input to the output have: how many operations of each kind, how they are
 * spread, which lie on all of them, and sums over paths of a product of gains, which is what
 * SynFlow (Tanaka et al., 2020) comes to in expectation.
 */
record PathFeatures(List<OperationTraits> operations) implements FeatureGroup {
  private static final int CONVOLUTION_BINS = 5;
  private static final int SPATIAL_BINS = 4;
  private static final int POOL_BINS = 3;

  PathFeatures {
    operations = List.copyOf(operations);
  }

  @Override
  public List<Feature> features() {
    List<Feature> all = new ArrayList<>();
    all.add(new Feature("paths", "How many paths lead from the input to the output."));
    all.add(new Feature("words", "How many different words the operations on paths spell."));
    for (String what : tallied()) {
      all.add(new Feature("path_min_" + what, "Fewest %s on a path.".formatted(what)));
      all.add(new Feature("path_max_" + what, "Most %s on a path.".formatted(what)));
      all.add(new Feature("path_mean_" + what, "Mean over paths of the %s on it.".formatted(what)));
    }
    bins(all, "convolutions", CONVOLUTION_BINS);
    bins(all, "spatial convolutions", SPATIAL_BINS);
    bins(all, "pools", POOL_BINS);
    for (OperationTraits operation : operations) {
      String name = operation.name();
      all.add(new Feature("on_all_" + name, "How many %s lie on every path.".formatted(name)));
      all.add(
          new Feature(
              "walk_double_" + name,
              "Log of the sum over paths of 2 ^ (%s on it).".formatted(name)));
      all.add(
          new Feature(
              "walk_half_" + name,
              "Log of the sum over paths of .5 ^ (%s on it).".formatted(name)));
    }
    all.add(
        new Feature("walk_synflow", "Log of the sum over paths of 9 ^ (spatial convolutions)."));
    all.add(new Feature("walk_short", "Log of the sum over paths of .5 ^ (operations on it)."));
    all.add(new Feature("walk_strong", "Log sum over paths of 2 ^ spatial * .6 ^ pools."));
    return all;
  }

  private List<String> tallied() {
    List<String> names = new ArrayList<>(operations.stream().map(OperationTraits::name).toList());
    names.add("convolutions");
    names.add("operations");
    return names;
  }

  private static void bins(List<Feature> all, String what, int bins) {
    for (int bin = 0; bin < bins; bin++) {
      String name = "paths_with_%d_%s".formatted(bin, what.replace(' ', '_'));
      String text = bin == bins - 1 ? bin + " or more" : Integer.toString(bin);
      all.add(new Feature(name, "How many paths have %s %s.".formatted(text, what)));
    }
  }

  @Override
  public void describe(LiveCell cell, Row row) {
    CellPaths paths = cell.paths;
    int[][] sums = new int[paths.size()][]; // spatial, convolutions, pools, operations
    for (int path = 0; path < sums.length; path++) {
      sums[path] = sums(paths.tally[path]);
    }
    row.add(paths.size());
    row.add(words(paths));
    for (int operation = 0; operation < operations.size(); operation++) {
      spread(paths.tally, operation, row);
    }
    spread(sums, 1, row);
    spread(sums, 3, row);
    histogram(sums, 1, CONVOLUTION_BINS, row);
    histogram(sums, 0, SPATIAL_BINS, row);
    histogram(sums, 2, POOL_BINS, row);
    long onAll = -1;
    for (long steps : paths.steps) {
      onAll &= steps;
    }
    for (int operation = 0; operation < operations.size(); operation++) {
      row.add(onAll(cell, onAll, operation));
      row.add(walk(paths.tally, operation, 2));
      row.add(walk(paths.tally, operation, 0.5));
    }
    row.add(walk(sums, 0, 9));
    row.add(walk(sums, 3, 0.5));
    double strong = 0;
    for (int[] sum : sums) {
      strong += Math.pow(2, sum[0]) * Math.pow(0.6, sum[2]);
    }
    row.add(log(strong));
  }

  private int[] sums(int[] tally) {
    int[] sums = new int[4];
    for (int operation = 0; operation < tally.length; operation++) {
      OperationTraits.Kind kind = operations.get(operation).kind();
      sums[0] += kind == OperationTraits.Kind.SPATIAL ? tally[operation] : 0;
      sums[1] += kind.isConvolution() ? tally[operation] : 0;
      sums[2] += kind == OperationTraits.Kind.POOL ? tally[operation] : 0;
      sums[3] += tally[operation];
    }
    return sums;
  }

  private static int words(CellPaths paths) {
    Set<Long> words = new HashSet<>();
    for (long word : paths.word) {
      words.add(word);
    }
    return words.size();
  }

  private static void spread(int[][] tally, int column, Row row) {
    int least = tally.length == 0 ? 0 : Integer.MAX_VALUE;
    int most = 0;
    double sum = 0;
    for (int[] one : tally) {
      least = Math.min(least, one[column]);
      most = Math.max(most, one[column]);
      sum += one[column];
    }
    row.addAll(least, most, tally.length == 0 ? 0 : sum / tally.length);
  }

  private static void histogram(int[][] tally, int column, int bins, Row row) {
    double[] histogram = new double[bins];
    for (int[] one : tally) {
      histogram[Math.min(bins - 1, one[column])]++;
    }
    row.addAll(histogram);
  }

  private static int onAll(LiveCell cell, long steps, int operation) {
    int count = 0;
    for (int step = 0; step < cell.steps() && cell.paths.size() > 0; step++) {
      if ((steps >> step & 1) != 0 && cell.operation(step) == operation) {
        count++;
      }
    }
    return count;
  }

  private static double walk(int[][] tally, int column, double gain) {
    double sum = 0;
    for (int[] one : tally) {
      sum += power(gain, one[column]);
    }
    return log(sum);
  }

  private static double power(double gain, int times) {
    double power = 1;
    for (int i = 0; i < times; i++) {
      power *= gain;
    }
    return power;
  }

  /** A cell without any path counts as one whose paths hardly let anything through. */
  private static double log(double sum) {
    return Math.log(sum + 1e-3);
  }
}
