package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.kendall.nn.NativeThreads;
import org.kendall.nn.ParameterVector;
import org.kendall.space.Candidate;

/**
 * A fitted ensemble of experts. Its weights are an array in Java; native memory is taken for the
 * time of a call only.
 *
 * @param kinds the names of the experts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EnsembleRanking<V>(
    EnsembleNetwork<V> network, Inputs.Reader<V> reader, float[] weights, List<String> kinds)
    implements Mixture {
  /** Candidates that go through all networks together. */
  private static final int CHUNK = 1 << 10;

  @Override
  public double[] score(List<Candidate> candidates) {
    double[][] rows =
        rows(
            candidates,
            (laid, parameters) -> laid.said(parameters, UnaryOperator.identity()).scores());
    return Arrays.stream(rows).mapToDouble(row -> row[0]).toArray();
  }

  @Override
  public Map<String, Double> weights(List<Candidate> candidates) {
    double[] means = new double[kinds.size()];
    for (double[] row : gate(candidates)) {
      Arrays.setAll(means, k -> means[k] + row[k] / candidates.size());
    }
    Map<String, Double> named = new LinkedHashMap<>();
    for (int k = 0; k < means.length; k++) {
      named.put(kinds.get(k), means[k]);
    }
    return named;
  }

  /** The weight of each expert for each candidate. Shape (candidates, experts). */
  double[][] gate(List<Candidate> candidates) {
    return rows(
        candidates, (laid, parameters) -> laid.weights(parameters, UnaryOperator.identity()));
  }

  /** What is asked of candidates laid together. Shape (rows, any). */
  @FunctionalInterface
  private interface Asked<V> {
    NDArray of(EnsembleNetwork<V>.Laid laid, NDList parameters);
  }

  /** A row of numbers for each candidate. */
  private double[][] rows(List<Candidate> candidates, Asked<V> asked) {
    if (candidates.isEmpty()) {
      return new double[0][];
    }
    CanonicalForms forms = CanonicalForms.sorted(reader.space(), candidates, CHUNK);
    double[][] rows = new double[forms.different().size()][];
    Blocks.ofRows(forms.different(), CHUNK).parallelStream()
        .forEach(
            chunk -> {
              double[][] some = chunk(reader.readForms(chunk.candidates()), asked);
              System.arraycopy(some, 0, rows, chunk.from(), some.length);
            });
    return Arrays.stream(forms.formOf()).mapToObj(form -> rows[form]).toArray(double[][]::new);
  }

  private double[][] chunk(Inputs<V> inputs, Asked<V> asked) {
    EnsembleNetwork<V>.Laid laid = network.lay(inputs);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      ParameterVector layout = network.parameters();
      NDArray told = asked.of(laid, layout.split(layout.on(manager, weights)));
      float[] numbers = told.toFloatArray();
      int width = numbers.length / laid.rows();
      double[][] rows = new double[inputs.size()][width];
      for (int i = 0; i < rows.length; i++) {
        int from = laid.rowOf(i) * width;
        Arrays.setAll(rows[i], k -> numbers[from + k]);
      }
      return rows;
    }
  }
}
