package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.kendall.space.EdgeGraph;

/** An encoder with a head on it: the network that scores graphs. */
record ScoringNetwork(GatesEncoder encoder, ScoreHead head) {
  ParameterVector parameters() {
    return new ParameterVector(
        Stream.concat(encoder.parameters().stream(), head.parameters().stream()).toList());
  }

  SharedGraphs together(List<EdgeGraph> graphs) {
    return SharedGraphs.of(graphs, encoder.operations(), encoder.none());
  }

  /** The codes of the different outputs. Shape (outputs, width). */
  NDArray encode(SharedGraphs graphs, NDList parameters) {
    return encoder.encode(graphs, parameters.subNDList(0, encoder.parameters().size()));
  }

  /** The scores of codes. Shape (outputs, 1). */
  NDArray score(NDArray codes, NDList parameters, UnaryOperator<NDArray> dropout) {
    return head.score(codes, parameters.subNDList(encoder.parameters().size()), dropout);
  }

  /** Multiply-accumulate operations of the matrix products that score these graphs. */
  long macs(SharedGraphs graphs) {
    return encoder.macs(graphs) + head.macs(graphs.outputs().nodes());
  }
}
