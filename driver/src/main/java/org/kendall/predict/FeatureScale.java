package org.kendall.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.kendall.space.Candidate;
import org.kendall.space.Feature;
import org.kendall.space.FeatureSpace;
import org.kendall.space.SearchSpace;

/**
 * How the features of a space are spread over its candidates, labelled or not, and so how they are
 * brought to one scale. Features that are always the same, or that say the same as an earlier one,
 * are left out.
 */
final class FeatureScale {
  /** Candidates that the spread is taken from. */
  private static final int SAMPLE = 20_000;

  /** Features that differ from an earlier one by less, in standard deviations, say the same. */
  private static final double SAME = 1e-6;

  /** Rows that are kept for being asked again: all of NAS-Bench-101 are 280 MB. */
  private static final int KEPT = 1 << 19;

  private static final Map<SearchSpace<?>, FeatureScale> SCALES = new ConcurrentHashMap<>();

  private final SearchSpace<?> space;
  private final FeatureSpace view;
  private final int[] kept;
  private final double[] means;
  private final double[] deviations;
  private final NormalScores[] scores;
  private final Map<Candidate, float[]> rows = new ConcurrentHashMap<>();

  private FeatureScale(SearchSpace<?> space) {
    this.space = space;
    this.view = (FeatureSpace) space;
    List<double[]> sample = sample(space).parallel().map(view::features).toList();
    List<double[]> columns =
        IntStream.range(0, view.features().size())
            .mapToObj(f -> sample.stream().mapToDouble(row -> (float) row[f]).toArray())
            .toList();
    List<double[]> distinct = new ArrayList<>(); // on one scale
    List<Integer> places = new ArrayList<>();
    for (int f = 0; f < columns.size(); f++) {
      double[] scaled = GainTransform.standardised(columns.get(f));
      boolean varies = deviation(columns.get(f)) > SAME;
      if (varies && distinct.stream().noneMatch(earlier -> isSame(earlier, scaled))) {
        distinct.add(scaled);
        places.add(f);
      }
    }
    kept = places.stream().mapToInt(Integer::intValue).toArray();
    means = places.stream().mapToDouble(f -> mean(columns.get(f))).toArray();
    deviations = places.stream().mapToDouble(f -> deviation(columns.get(f))).toArray();
    scores = places.stream().map(f -> NormalScores.of(columns.get(f))).toArray(NormalScores[]::new);
  }

  private static double mean(double[] column) {
    return Arrays.stream(column).average().orElse(0);
  }

  private static double deviation(double[] column) {
    double mean = mean(column);
    return Math.sqrt(Arrays.stream(column).map(v -> (v - mean) * (v - mean)).average().orElse(0));
  }

  private static boolean isSame(double[] one, double[] other) {
    for (int i = 0; i < one.length; i++) {
      if (Math.abs(one[i] - other[i]) > SAME) {
        return false;
      }
    }
    return true;
  }

  /** The scale of a space, worked out once in a process. */
  static FeatureScale of(SearchSpace<?> space) {
    return SCALES.computeIfAbsent(space, FeatureScale::new);
  }

  /** A sample that depends on the space only; all candidates if they are few. */
  private static Stream<Candidate> sample(SearchSpace<?> space) {
    if (space.size() <= SAMPLE) {
      return space.list();
    }
    SplittableRandom random = new SplittableRandom(7);
    return Stream.generate(() -> space.random(random))
        .filter(space::allows)
        .limit(SAMPLE)
        .toList()
        .stream();
  }

  /** How many features are left. */
  int width() {
    return kept.length;
  }

  /** The features that are left. */
  List<Feature> features() {
    List<Feature> all = view.features();
    return Arrays.stream(kept).mapToObj(all::get).toList();
  }

  /** The numbers of candidates on one scale. Shape (candidates, width). */
  double[] rows(List<Candidate> candidates, FeatureScaling scaling) {
    double[] all = new double[candidates.size() * kept.length];
    IntStream.range(0, candidates.size())
        .parallel()
        .forEach(i -> scale(raw(candidates.get(i)), scaling, all, i * kept.length));
    return all;
  }

  private void scale(float[] raw, FeatureScaling scaling, double[] into, int at) {
    for (int f = 0; f < kept.length; f++) {
      into[at + f] =
          scaling == FeatureScaling.STANDARD
              ? (raw[f] - means[f]) / deviations[f]
              : scores[f].of(raw[f]);
    }
  }

  private float[] raw(Candidate candidate) {
    Candidate canonical = space.canonical(candidate);
    float[] known = rows.get(canonical);
    if (known != null) {
      return known;
    }
    double[] features = view.features(canonical);
    float[] raw = new float[kept.length];
    for (int i = 0; i < raw.length; i++) {
      raw[i] = (float) features[kept[i]];
    }
    if (rows.size() < KEPT) {
      rows.put(canonical, raw);
    }
    return raw;
  }

  /** Maps numbers to normal quantiles by their rank in a sample, then to variance one. */
  record NormalScores(double[] values, double[] quantiles) {
    static NormalScores of(double[] sample) {
      double[] sorted = sample.clone();
      Arrays.sort(sorted);
      double[] values = Arrays.stream(sorted).distinct().toArray();
      double[] quantiles = new double[values.length];
      NormalDistribution normal = new NormalDistribution(null, 0, 1);
      double square = 0;
      double sum = 0;
      int from = 0;
      for (int i = 0; i < values.length; i++) {
        int to = from;
        while (to < sorted.length && sorted[to] == values[i]) {
          to++;
        }
        quantiles[i] = normal.inverseCumulativeProbability((from + to) / 2.0 / sorted.length);
        sum += (to - from) * quantiles[i];
        square += (to - from) * quantiles[i] * quantiles[i];
        from = to;
      }
      double mean = sum / sorted.length;
      double deviation = Math.sqrt(square / sorted.length - mean * mean);
      return new NormalScores(
          values, Arrays.stream(quantiles).map(q -> (q - mean) / deviation).toArray());
    }

    /** Numbers that the sample lacks lie between their neighbours, or at the end. */
    double of(double value) {
      int place = Arrays.binarySearch(values, value);
      if (place >= 0) {
        return quantiles[place];
      }
      int after = -place - 1;
      if (after == 0 || after == values.length) {
        return quantiles[after == 0 ? 0 : after - 1];
      }
      double share = (value - values[after - 1]) / (values[after] - values[after - 1]);
      return quantiles[after - 1] + share * (quantiles[after] - quantiles[after - 1]);
    }
  }
}
