package org.kendall.predict;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.kendall.nn.NativeThreads;
import org.kendall.space.Candidate;
import org.kendall.space.EdgeGraph;

/**
 * A fitted scoring network. Its weights are an array in Java; native memory is taken for the time
 * of a call only. The weights ask for no gradient there, so nothing is recorded.
 *
 * @param graph the view of a candidate that the network was fitted on
 */
record NeuralRanking(ScoringNetwork network, Function<Candidate, EdgeGraph> graph, float[] weights)
    implements Ranking {
  /** Rows that go through the head together: their units fit into a core's own cache. */
  private static final int ROWS = 512;

  @Override
  public double[] score(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return new double[0];
    }
    SharedGraphs graphs = network.together(candidates.stream().map(graph).toList());
    float[] scores = scores(graphs);
    double[] perCandidate = new double[candidates.size()];
    for (int i = 0; i < perCandidate.length; i++) {
      perCandidate[i] = scores[graphs.outputOf()[i]];
    }
    return perCandidate;
  }

  private float[] scores(SharedGraphs graphs) {
    int outputs = graphs.outputs().nodes();
    float[] scores = new float[outputs];
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NativeThreads.settle();
      ParameterVector layout = network.parameters();
      NDList parameters = layout.split(layout.on(manager, weights));
      NDArray codes = network.encode(graphs, parameters); // (outputs, width)
      for (int from = 0; from < outputs; from += ROWS) {
        int to = Math.min(outputs, from + ROWS);
        try (NDManager rows = manager.newSubManager()) {
          NDArray part = codes.get(rows, new NDIndex("{}:{}", from, to)); // (rows, width)
          network
              .score(part, parameters, UnaryOperator.identity())
              .toByteBuffer(true)
              .asFloatBuffer()
              .get(scores, from, to - from);
        }
      }
    }
    return scores;
  }
}
