package org.kendall.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.List;
import org.kendall.nn.ParameterVector.Parameter;
import org.kendall.space.Candidate;
import org.kendall.space.CellGraph;
import org.kendall.space.CellSpace;

/**
 * GATES on one space. In each layer, a node receives the sum over its incoming edges (j, i) of
 * gate(operation) * (H W)_j, beside what it keeps of (H W)_i. ReLU between layers, none after the
 * last.
 */
record GatesNetwork(Gates settings, GraphSharing sharing, CellSpace space)
    implements EncoderNetwork<List<CellGraph>> {
  private static final int OPERATIONS = 0; // (operations, operation embedding)
  private static final int INPUTS = 1; // (cells * inputs, node embedding)
  private static final int FIRST = 2; // (hidden, node embedding), and the bias
  private static final int LAYERS = 4; // the first layer's weight (from, to)
  private static final int GATES = 5; // its gates (to, operation embedding), and the bias
  private static final int OF_A_LAYER = 3;

  @Override
  public int width() {
    return sharing.cells() * last();
  }

  private int last() {
    return settings.layers().get(settings.layers().size() - 1);
  }

  @Override
  public List<Parameter> parameters() {
    int operation = settings.operationEmbedding();
    int node = settings.nodeEmbedding();
    int inputs = sharing.cells() * sharing.inputs();
    List<Parameter> parameters =
        new ArrayList<>(
            List.of(
                Parameter.normal(new Shape(sharing.operations(), operation)),
                Parameter.normal(new Shape(inputs, node)),
                Parameter.uniform(node, new Shape(settings.hidden(), node)),
                Parameter.uniform(node, new Shape(settings.hidden()))));
    int from = settings.hidden();
    for (int to : settings.layers()) {
      parameters.add(Parameter.uniform(to, new Shape(from, to)));
      parameters.add(Parameter.uniform(operation, new Shape(to, operation)));
      parameters.add(Parameter.uniform(operation, new Shape(to)));
      from = to;
    }
    return parameters;
  }

  @Override
  public List<CellGraph> view(Candidate canonical) {
    return space.graphs(canonical);
  }

  @Override
  public Batch together(List<List<CellGraph>> views) {
    return new Together(sharing.of(views));
  }

  /** Cells laid together. */
  private final class Together implements Batch {
    private final SharedGraphs graphs;

    Together(SharedGraphs graphs) {
      this.graphs = graphs;
    }

    @Override
    public int[] rowOf() {
      return graphs.rowOf();
    }

    @Override
    public int rows() {
      return graphs.architectures().rows();
    }

    @Override
    public NDArray codes(NDManager manager, NDList parameters) {
      NDArray outputs = outputs(manager, parameters); // (outputs, last width)
      return sharing.cells() == 1
          ? outputs
          : Tensors.rows(outputs, graphs.architectures().on(manager)).reshape(rows(), width());
    }

    private NDArray outputs(NDManager manager, NDList parameters) {
      NDArray kinds = manager.create(graphs.kinds());
      NDArray inner = graphs.inner().on(manager); // (nodes, slots)
      NDArray senders = manager.create(graphs.senders());
      NDArray first = firstStates(parameters).matMul(parameters.get(LAYERS)); // (inputs + 1, width)
      NDArray messages =
          messages(first, manager.create(inputsAndOthers()), gates(0, parameters), kinds);
      int layers = settings.layers().size();
      for (int layer = 1; layer < layers; layer++) {
        NDArray states = Activation.relu(sums(messages, inner)); // (nodes, width)
        NDArray sent = states.matMul(parameters.get(LAYERS + layer * OF_A_LAYER));
        messages = messages(sent, senders, gates(layer, parameters), kinds);
      }
      NDArray outputs = graphs.outputs().on(manager); // (outputs, slots)
      if (settings.readout() == Gates.Readout.OUTPUT) {
        return sums(messages, outputs);
      }
      return sums(messages.concat(sums(messages, inner)), outputs)
          .div(manager.create(graphs.counts(), new Shape(graphs.counts().length, 1)));
    }

    /** Shape (messages, width). */
    private NDArray messages(NDArray sent, NDArray senders, NDArray gates, NDArray kinds) {
      return Tensors.rows(sent, senders).mul(Tensors.rows(gates, kinds));
    }

    /** What arrives at each row. Shape (rows, width). */
    private static NDArray sums(NDArray messages, NDArray slots) {
      return Tensors.rows(messages, slots).sum(new int[] {1});
    }

    /** Of each message the row of its sender in the first states. */
    private int[] inputsAndOthers() {
      int inputs = sharing.cells() * sharing.inputs();
      int[] rows = graphs.senders().clone();
      for (int i = 0; i < rows.length; i++) {
        rows[i] = Math.min(rows[i], inputs);
      }
      return rows;
    }

    @Override
    public long macs() {
      long macs =
          (sharing.cells() * sharing.inputs() + 1L)
              * settings.hidden()
              * (settings.nodeEmbedding() + settings.layers().get(0));
      int from = 0;
      for (int to : settings.layers()) {
        macs += (long) sharing.operations() * settings.operationEmbedding() * to;
        macs += (long) graphs.inner().rows() * from * to;
        from = to;
      }
      return macs;
    }
  }

  /** A gate depends on the operation alone, so one table serves all edges. Shape (kinds, width). */
  private static NDArray gates(int layer, NDList parameters) {
    int own = GATES + layer * OF_A_LAYER;
    NDArray learnt =
        Activation.sigmoid(
            Tensors.linear(
                parameters.get(OPERATIONS), parameters.get(own), parameters.get(own + 1)));
    NDManager manager = parameters.getManager();
    Shape one = new Shape(1, learnt.getShape().get(1));
    return learnt
        .concat(manager.ones(one, learnt.getDataType())) // open
        .concat(manager.zeros(one, learnt.getDataType())); // shut
  }

  /** Of the inputs, and of all other nodes, whose embedding is zero. Shape (inputs + 1, hidden). */
  private static NDArray firstStates(NDList parameters) {
    NDArray inputs = parameters.get(INPUTS);
    NDArray others =
        parameters.getManager().zeros(new Shape(1, inputs.getShape().get(1)), inputs.getDataType());
    return Tensors.linear(inputs.concat(others), parameters.get(FIRST), parameters.get(FIRST + 1));
  }
}
