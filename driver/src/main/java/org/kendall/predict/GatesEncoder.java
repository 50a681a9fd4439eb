package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Activation;
import ai.djl.nn.core.Embedding;
import ai.djl.nn.core.Linear;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.kendall.predict.ParameterVector.Parameter;

/**
 * GATES for operations on edges (Ning et al., ECCV 2020, section 3): a learnt piece of information
 * starts at the input, every operation lets a part of it through, and what arrives at the output is
 * the code of the architecture.
 *
 * <p>In each layer, node i receives the sum over its incoming edges (j, i) of gate(operation) * (H
 * W)_j; the input keeps its own (H W)_0. ReLU between layers, none after the last.
 *
 * @param operations how many the space has
 * @param none the operation whose gate is shut
 * @param widths of the layers
 */
record GatesEncoder(
    int operations,
    int none,
    int operationEmbedding,
    int nodeEmbedding,
    int hidden,
    List<Integer> widths) {
  private static final int OWN_PARAMETERS = 6;

  GatesEncoder {
    widths = List.copyOf(widths);
  }

  int width() {
    return widths.get(widths.size() - 1);
  }

  /** The order in which {@link #encode} takes them. */
  List<Parameter> parameters() {
    int kinds = SharedGraphs.kinds(operations);
    int gates = widths.stream().mapToInt(Integer::intValue).sum();
    List<Parameter> parameters =
        new ArrayList<>(
            List.of(
                Parameter.normal(new Shape(kinds, operationEmbedding)),
                Parameter.uniform(operationEmbedding, new Shape(gates, operationEmbedding)),
                Parameter.uniform(operationEmbedding, new Shape(gates)),
                Parameter.normal(new Shape(1, nodeEmbedding)),
                Parameter.uniform(nodeEmbedding, new Shape(hidden, nodeEmbedding)),
                Parameter.uniform(nodeEmbedding, new Shape(hidden))));
    int from = hidden;
    for (int to : widths) {
      parameters.add(Parameter.uniform(to, new Shape(from, to)));
      from = to;
    }
    return parameters;
  }

  /**
   * The codes of the different outputs.
   *
   * @return (outputs, width)
   */
  NDArray encode(SharedGraphs graphs, NDList parameters) {
    NDManager manager = parameters.getManager();
    NDList gates = gates(parameters); // of each layer: (kinds, width)
    NDArray inner = graphs.inner().on(manager); // (nodes, slots)
    NDArray states = firstStates(parameters); // (2, hidden)
    for (int layer = 0; layer < widths.size(); layer++) {
      NDArray sent = states.matMul(parameters.get(OWN_PARAMETERS + layer));
      if (layer == 0) {
        sent = rows(sent, inputAndOthers(manager, graphs.inner().nodes())); // (nodes, width)
      }
      NDArray messages =
          sent.expandDims(1)
              .mul(gates.get(layer)) // (nodes, kinds, width)
              .reshape(-1, widths.get(layer)); // (nodes * kinds, width)
      if (layer == widths.size() - 1) {
        return rows(messages, graphs.outputs().on(manager)).sum(new int[] {1});
      }
      states = Activation.relu(rows(messages, inner).sum(new int[] {1})); // (nodes, width)
    }
    throw new AssertionError("an encoder has at least one layer");
  }

  /** Multiply-accumulate operations of the matrix products. */
  long macs(SharedGraphs graphs) {
    List<Parameter> parameters = parameters();
    long gates = SharedGraphs.kinds(operations) * parameters.get(1).shape().size();
    long first =
        2 * (parameters.get(4).shape().size() + parameters.get(OWN_PARAMETERS).shape().size());
    long later =
        graphs.inner().nodes()
            * parameters.stream().skip(OWN_PARAMETERS + 1).mapToLong(p -> p.shape().size()).sum();
    return gates + first + later;
  }

  /** A gate depends on the operation alone, so one table serves all edges of all graphs. */
  private NDList gates(NDList parameters) {
    int kinds = SharedGraphs.kinds(operations);
    float[] learnt = new float[kinds];
    Arrays.fill(learnt, 0, operations, 1);
    learnt[none] = 0;
    float[] open = new float[kinds];
    open[kinds - 1] = 1;
    NDManager manager = parameters.getManager();
    NDArray table =
        Activation.sigmoid(
                Linear.linear(parameters.get(0), parameters.get(1), parameters.get(2))
                    .singletonOrThrow())
            .mul(manager.create(learnt, new Shape(kinds, 1)))
            .add(manager.create(open, new Shape(kinds, 1))); // (kinds, all widths)
    long[] ends = new long[widths.size() - 1];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += widths.get(i);
      ends[i] = end;
    }
    return table.split(ends, 1);
  }

  /** Of the input, and of all other nodes, whose embedding is zero. Shape (2, hidden). */
  private static NDArray firstStates(NDList parameters) {
    NDArray isInput = parameters.getManager().create(new float[] {1, 0}, new Shape(2, 1));
    NDArray nodes = parameters.get(3).mul(isInput); // (2, node embedding)
    return Linear.linear(nodes, parameters.get(4), parameters.get(5)).singletonOrThrow();
  }

  private static NDArray inputAndOthers(NDManager manager, int nodes) {
    int[] kind = new int[nodes];
    Arrays.fill(kind, 1, nodes, 1);
    return manager.create(kind);
  }

  private static NDArray rows(NDArray table, NDArray indices) {
    return Embedding.embedding(indices, table, SparseFormat.DENSE).singletonOrThrow();
  }
}
