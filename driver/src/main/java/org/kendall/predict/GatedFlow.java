package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.kendall.nn.ParameterVector.Parameter;

/**
 * Layers through which information flows over cells that are laid one after another. In each layer
 * an operation lets through, of the sum of (H W) over the nodes that it reads, the part that its
 * gate says. ReLU between layers, none after the last.
 *
 * @param input numbers of a node before the first layer
 * @param widths numbers of a node after each layer
 * @param embedding numbers that stand for an operation
 */
record GatedFlow(int input, List<Integer> widths, int embedding) {
  GatedFlow {
    widths = List.copyOf(widths);
  }

  /**
   * Which way it goes, as sparse matrices.
   *
   * @param spread from the rows where it begins to those of all nodes that send (nodes, starts + 1)
   * @param read from nodes to operations (operations, nodes)
   * @param written from operations to nodes (nodes, operations)
   * @param passed from nodes to nodes as it is (nodes, nodes)
   */
  record Way(NDArray spread, NDArray read, NDArray written, NDArray passed) {}

  /**
   * What the last layer does.
   *
   * @param sent by each node (nodes, last width)
   * @param through each operation (operations, last width)
   */
  record Last(NDArray sent, NDArray through) {}

  int last() {
    return widths.get(widths.size() - 1);
  }

  private int allGates() {
    return widths.stream().mapToInt(Integer::intValue).sum();
  }

  /** The gates' weight and bias for all layers, then the weight (from, to) of each layer. */
  List<Parameter> parameters() {
    List<Parameter> parameters = new ArrayList<>();
    parameters.add(Parameter.uniform(embedding, new Shape(allGates(), embedding)));
    parameters.add(Parameter.uniform(embedding, new Shape(allGates())));
    int from = input;
    for (int to : widths) {
      parameters.add(Parameter.uniform(to, new Shape(from, to)));
      from = to;
    }
    return parameters;
  }

  /**
   * Lets information flow.
   *
   * @param begin what it begins with (starts + 1, input): the last row is that of all other nodes
   * @param embeddings of the operations (operations, embedding)
   */
  Last of(NDArray begin, NDArray embeddings, Way way, NDList parameters) {
    NDList gates = gates(embeddings, parameters);
    NDArray sent = way.spread.matMul(begin.matMul(parameters.get(2))); // (nodes, width)
    NDArray through = way.read.matMul(sent).mul(gates.get(0)); // (operations, width)
    for (int layer = 1; layer < widths.size(); layer++) {
      NDArray received = way.written.matMul(through).add(way.passed.matMul(sent));
      sent = Activation.relu(received).matMul(parameters.get(2 + layer));
      through = way.read.matMul(sent).mul(gates.get(layer));
    }
    return new Last(sent, through);
  }

  /** Of each layer (operations, width). */
  private NDList gates(NDArray embeddings, NDList parameters) {
    NDArray all =
        Activation.sigmoid(Tensors.linear(embeddings, parameters.get(0), parameters.get(1)));
    long[] ends = new long[widths.size() - 1];
    long end = 0;
    for (int layer = 0; layer < ends.length; layer++) {
      end += widths.get(layer);
      ends[layer] = end;
    }
    return all.split(ends, 1);
  }

  /** Multiply-accumulate operations of the matrix products. */
  long macs(long starts, long nodes, long operations) {
    long macs = operations * embedding * allGates() + (starts + 1) * input * widths.get(0);
    for (int layer = 1; layer < widths.size(); layer++) {
      macs += nodes * widths.get(layer - 1) * widths.get(layer);
    }
    return macs;
  }
}
