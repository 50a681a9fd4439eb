package org.kendall.study;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.kendall.predict.KendallTau;
import org.kendall.space.Candidate;
import org.kendall.space.SearchSpace;

/**
 * How well a label can be predicted at all, where a table has several rows that mean the same
 * network: Kendall's tau between the labels of such rows and the means of their twins' labels. What
 * keeps it below 1 is the noise of training.
 *
 * @param tau over all rows that have a twin
 * @param rows how many have one
 */
public record NoiseCeiling(OptionalDouble tau, int rows) {
  /**
   * Of a table's column.
   *
   * @param candidates (rows)
   * @param label (rows)
   */
  public static NoiseCeiling of(SearchSpace<?> space, List<Candidate> candidates, double[] label) {
    Map<Candidate, double[]> sums = new HashMap<>(); // of the label, and how many
    List<Candidate> forms = candidates.stream().map(space::canonical).toList();
    for (int row = 0; row < label.length; row++) {
      double[] sum = sums.computeIfAbsent(forms.get(row), form -> new double[2]);
      sum[0] += label[row];
      sum[1]++;
    }
    int[] twins =
        IntStream.range(0, label.length).filter(row -> sums.get(forms.get(row))[1] > 1).toArray();
    double[] own = Arrays.stream(twins).mapToDouble(row -> label[row]).toArray();
    double[] others =
        Arrays.stream(twins)
            .mapToDouble(
                row -> {
                  double[] sum = sums.get(forms.get(row));
                  return (sum[0] - label[row]) / (sum[1] - 1);
                })
            .toArray();
    double tau = KendallTau.of(own, others);
    return new NoiseCeiling(
        Double.isNaN(tau) ? OptionalDouble.empty() : OptionalDouble.of(tau), twins.length);
  }
}
