package org.kendall.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kendall.space.Candidate;
import org.kendall.space.Counts;
import org.kendall.space.FeatureSpace;
import org.kendall.space.SearchSpace;

/**
 * What a kernel compares of candidates.
 *
 * @param size how many candidates
 * @param dense their features on one scale, row by row (size, width)
 * @param parts what they are made of (families, size)
 */
record Described(int size, double[] dense, List<List<Counts>> parts) {
  static Described of(SearchSpace<?> space, List<Candidate> candidates, FeatureScaling scaling) {
    FeatureSpace view = (FeatureSpace) space;
    List<List<Counts>> parts = new ArrayList<>();
    for (int family = 0; family < view.families().size(); family++) {
      parts.add(new ArrayList<>());
    }
    for (List<Counts> counts : candidates.parallelStream().map(view::parts).toList()) {
      for (int family = 0; family < parts.size(); family++) {
        parts.get(family).add(counts.get(family));
      }
    }
    return new Described(
        candidates.size(), FeatureScale.of(space).rows(candidates, scaling), parts);
  }

  int width() {
    return size == 0 ? 0 : dense.length / size;
  }

  /** Those at some places. */
  Described at(int[] places) {
    int width = width();
    double[] rows = new double[places.length * width];
    for (int i = 0; i < places.length; i++) {
      System.arraycopy(dense, places[i] * width, rows, i * width, width);
    }
    List<List<Counts>> chosen =
        parts.stream().map(family -> Arrays.stream(places).mapToObj(family::get).toList()).toList();
    return new Described(places.length, rows, chosen);
  }

  /** With some of the features only. */
  Described select(int[] features) {
    int width = width();
    double[] rows = new double[size * features.length];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < features.length; j++) {
        rows[i * features.length + j] = dense[i * width + features[j]];
      }
    }
    return new Described(size, rows, parts);
  }

  /** The same candidates with their features on another scale. */
  Described with(double[] rows) {
    return new Described(size, rows, parts);
  }
}
