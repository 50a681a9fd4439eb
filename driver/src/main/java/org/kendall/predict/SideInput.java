package org.kendall.predict;

import java.util.Arrays;
import java.util.List;
import org.kendall.space.Candidate;
import org.kendall.space.FeatureSpace;
import org.kendall.space.SearchSpace;

/** Numbers that the head is given beside the code of a candidate. */
interface SideInput {
  /** How many. */
  int width();

  /** Those of a canonical candidate. Shape (width). */
  float[] of(Candidate canonical);

  /** None at all. */
  static SideInput none() {
    return new SideInput() {
      @Override
      public int width() {
        return 0;
      }

      @Override
      public float[] of(Candidate canonical) {
        return new float[0];
      }
    };
  }

  /**
   * The features of the space, each shifted and scaled so that those of the candidates seen have
   * mean 0 and deviation 1, and clipped. A feature that is the same for all that were seen is 0.
   */
  static SideInput standardised(SearchSpace<?> space, List<Candidate> seen) {
    return Standardised.over(Views.requireFeatures("The neural predictor", space), space, seen);
  }

  /** Features on one scale. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Standardised(FeatureSpace space, double[] means, double[] deviations)
      implements SideInput {
    private static final double LARGEST = 5;

    static Standardised over(FeatureSpace features, SearchSpace<?> space, List<Candidate> seen) {
      int width = features.features().size();
      double[] sums = new double[width];
      double[] squares = new double[width];
      List<double[]> rows = seen.stream().map(space::canonical).map(features::features).toList();
      rows.forEach(row -> Arrays.setAll(sums, i -> sums[i] + row[i] / rows.size()));
      rows.forEach(
          row ->
              Arrays.setAll(
                  squares, i -> squares[i] + Math.pow(row[i] - sums[i], 2) / rows.size()));
      return new Standardised(features, sums, Arrays.stream(squares).map(Math::sqrt).toArray());
    }

    @Override
    public int width() {
      return means.length;
    }

    @Override
    public float[] of(Candidate canonical) {
      double[] row = space.features(canonical);
      float[] scaled = new float[row.length];
      for (int i = 0; i < scaled.length; i++) {
        double value = deviations[i] > 0 ? (row[i] - means[i]) / deviations[i] : 0;
        scaled[i] = (float) Math.max(-LARGEST, Math.min(LARGEST, value));
      }
      return scaled;
    }
  }
}
