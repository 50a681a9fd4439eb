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
import org.kendall.space.NodeGraph;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * A graph convolutional network on nodes that bear operations, the encoder that GATES is compared
 * with (Ning et al., ECCV 2020, section 4.2; Kipf and Welling, ICLR 2017): in each layer a node
 * adds up its own state and those of its predecessors. Cells with operations on edges are turned
 * into their line graphs. Isomorphic cells have equal codes.
 */
@Setting("A graph convolutional network: operations are what nodes begin with.")
public record Gcn(
    @Setting(value = "Numbers that stand for an operation.", byDefault = "48")
        int operationEmbedding,
    @Setting(value = "Numbers of a node before the first layer.", byDefault = "48") int hidden,
    @Setting(value = "Numbers of a node after each layer.", byDefault = "[128, 128, 128, 128, 128]")
        List<Integer> layers,
    @Setting(
            value =
                "Whether each cell gets one more node, to which all others lead and which is"
                    + " the code; else the code is the mean over all nodes but the inputs.",
            byDefault = "none")
        GlobalNode globalNode)
    implements Encoder {
  /** Whether each cell gets a node to which all others lead. */
  public enum GlobalNode {
    /** It does not. */
    NONE,
    /** It does. */
    ADDED
  }

  public Gcn {
    layers = Positive.requireLayers("layers", layers);
    Positive.require("operation embedding", operationEmbedding);
    Positive.require("hidden", hidden);
  }

  /** Without global node. */
  public Gcn() {
    this(GlobalNode.NONE);
  }

  public Gcn(GlobalNode globalNode) {
    this(48, 48, List.of(128, 128, 128, 128, 128), globalNode);
  }

  @Override
  public void check(SearchSpace<?> space) {
    Views.requireCells("GCN", space);
  }

  @Override
  public EncoderNetwork<?> network(SearchSpace<?> space) {
    CellSpace cells = Views.requireCells("GCN", space);
    List<CellGraph> any = Views.anyCells(space);
    return new Network(this, cells, cells.operations().size(), any.size(), any.get(0).inputs());
  }

  /** The encoder on one space. */
  private record Network(Gcn settings, CellSpace space, int operations, int cells, int inputs)
      implements EncoderNetwork<List<NodeGraph>> {
    private int last() {
      return settings.layers().get(settings.layers().size() - 1);
    }

    @Override
    public int width() {
      return cells * last();
    }

    /** Rows of the table of what nodes begin with: operations, inputs, output, global node. */
    private int kinds() {
      return operations + cells * inputs + 2;
    }

    @Override
    public List<Parameter> parameters() {
      int embedding = settings.operationEmbedding();
      List<Parameter> parameters =
          new ArrayList<>(
              List.of(
                  Parameter.normal(new Shape(kinds(), embedding)),
                  Parameter.uniform(embedding, new Shape(settings.hidden(), embedding)),
                  Parameter.uniform(embedding, new Shape(settings.hidden()))));
      int from = settings.hidden();
      for (int to : settings.layers()) {
        parameters.add(Parameter.uniform(to, new Shape(to, from)));
        parameters.add(Parameter.uniform(to, new Shape(to)));
        from = to;
      }
      return parameters;
    }

    @Override
    public List<NodeGraph> view(Candidate canonical) {
      return space.graphs(canonical).stream().map(CellGraph::onNodes).toList();
    }

    @Override
    public Batch together(List<List<NodeGraph>> views) {
      List<NodeGraph> all = views.stream().flatMap(List::stream).toList();
      long each = 0;
      for (int i = 0, from = settings.hidden(); i < settings.layers().size(); i++) {
        each += (long) from * settings.layers().get(i);
        from = settings.layers().get(i);
      }
      long macs = each * all.stream().mapToInt(this::nodes).sum();
      return Batch.ofEach(
          views.size(), macs, (m, p) -> codes(all, m, p).reshape(views.size(), width()));
    }

    private boolean isGlobal() {
      return settings.globalNode() == GlobalNode.ADDED;
    }

    private int nodes(NodeGraph graph) {
      return graph.nodes() + (isGlobal() ? 1 : 0);
    }

    /** Shape (graphs, last width). */
    private NDArray codes(List<NodeGraph> graphs, NDManager manager, NDList parameters) {
      int nodes = graphs.stream().mapToInt(this::nodes).sum();
      int[] kinds = new int[nodes];
      Gathering received = new Gathering(nodes);
      Gathering read = new Gathering(graphs.size());
      for (int graph = 0, first = 0; graph < graphs.size(); graph++) {
        lay(graphs.get(graph), graph % cells, first, kinds, received);
        int last = first + nodes(graphs.get(graph));
        int begin = isGlobal() ? last - 1 : first + inputs;
        for (int node = begin; node < last; node++) {
          read.add(graph, node, 1.0 / (last - begin));
        }
        first = last;
      }
      NDArray begin = Tensors.rows(parameters.get(0), kinds); // (nodes, embedding)
      NDArray states = Tensors.linear(begin, parameters.get(1), parameters.get(2));
      NDArray gathering = received.on(manager, nodes, begin.getDataType());
      for (int layer = 0; layer < settings.layers().size(); layer++) {
        NDArray sums = gathering.matMul(states); // (nodes, from)
        NDArray sent =
            Tensors.linear(sums, parameters.get(3 + 2 * layer), parameters.get(4 + 2 * layer));
        boolean isLast = layer == settings.layers().size() - 1;
        states = isLast ? sent : Activation.relu(sent); // (nodes, to)
      }
      return read.on(manager, nodes, begin.getDataType()).matMul(states);
    }

    private void lay(NodeGraph graph, int cell, int first, int[] kinds, Gathering received) {
      int global = first + graph.nodes();
      for (int node = 0; node < graph.nodes(); node++) {
        kinds[first + node] = kind(graph, cell, node);
        received.add(first + node, first + node);
        if (isGlobal()) {
          received.add(global, first + node);
        }
      }
      if (isGlobal()) {
        kinds[global] = kinds() - 1;
        received.add(global, global);
      }
      graph.links().forEach(link -> received.add(first + link.to(), first + link.from()));
    }

    private int kind(NodeGraph graph, int cell, int node) {
      if (node < inputs) {
        return operations + cell * inputs + node;
      }
      int operation = graph.operations().get(node);
      return operation == CellGraph.PASS ? kinds() - 2 : operation;
    }
  }
}
