package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import org.kendall.nn.NativeThreads;
import org.kendall.nn.ParameterVector;
import org.kendall.space.Candidate;

/**
 * A fitted scoring network. Its weights are an array in Java; native memory is taken for the time
 * of a call only. The weights ask for no gradient there, so nothing is recorded.
 *
 * @param rivals those that a candidate is compared with; none where the head scores codes alone
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record NeuralRanking<V>(
    ScoringNetwork<V> network, Inputs.Reader<V> reader, float[] weights, Inputs<V> rivals)
    implements Ranking {
  /**
   * Candidates that are encoded together: enough to share parts, few enough for their nodes to fit
   * into a core's cache.
   */
  private static final int CHUNK = 1 << 12;

  /** Rows that go through the head together: their units fit into a core's own cache. */
  private static final int ROWS = 512;

  @Override
  public double[] score(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return new double[0];
    }
    CanonicalForms forms = CanonicalForms.sorted(reader.space(), candidates, CHUNK);
    float[] scores = new float[forms.different().size()];
    Blocks.ofRows(forms.different(), CHUNK).parallelStream()
        .forEach(
            chunk -> {
              float[] some = scores(reader.readForms(chunk.candidates()));
              System.arraycopy(some, 0, scores, chunk.from(), some.length);
            });
    return Arrays.stream(forms.formOf()).mapToDouble(form -> scores[form]).toArray();
  }

  /** Multiply-accumulate operations of the matrix products that score candidates. */
  static <V> long macs(
      ScoringNetwork<V> network, Inputs.Reader<V> reader, List<Candidate> candidates) {
    CanonicalForms forms = CanonicalForms.sorted(reader.space(), candidates, CHUNK);
    return Blocks.ofRows(forms.different(), CHUNK).stream()
        .mapToLong(chunk -> network.lay(reader.readForms(chunk.candidates())).macs())
        .sum();
  }

  /** Of each input. */
  private float[] scores(Inputs<V> inputs) {
    ScoringNetwork<V>.Laid laid = network.lay(inputs);
    float[] perRow = new float[laid.rows()];
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      ParameterVector layout = network.parameters();
      NDList parameters = layout.split(layout.on(manager, weights));
      UnaryOperator<NDArray> head = head(parameters);
      NDArray codes = laid.codes(parameters); // (rows, width)
      int step = Math.max(1, ROWS / Math.max(1, rivals.size()));
      for (int from = 0; from < perRow.length; from += step) {
        int to = Math.min(perRow.length, from + step);
        try (NDManager rows = manager.newSubManager()) {
          head.apply(codes.get(rows, new NDIndex("{}:{}", from, to)))
              .toByteBuffer(true)
              .asFloatBuffer()
              .get(perRow, from, to - from);
        }
      }
    }
    float[] scores = new float[inputs.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = perRow[laid.rowOf(i)];
    }
    return scores;
  }

  /** Turns codes (n, width) into scores (n). */
  private UnaryOperator<NDArray> head(NDList parameters) {
    if (rivals.size() == 0) {
      return codes -> network.score(codes, parameters, UnaryOperator.identity());
    }
    NDList own = network.headParameters(parameters);
    NDArray others = network.lay(rivals).codes(parameters); // (rivals, width)
    long count = others.getShape().get(0);
    return codes -> {
      NDArray ahead = network.head().scoreAll(codes, others, own).reshape(-1, count);
      NDArray behind = network.head().scoreAll(others, codes, own).reshape(count, -1);
      return ahead.sub(behind.transpose()).mean(new int[] {1}); // (n)
    };
  }
}
