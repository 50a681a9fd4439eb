package org.kendall.nn.supernet;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.kendall.nn.CellEdge;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.Layer;
import org.kendall.nn.Layers;
import org.kendall.nn.Pass;
import org.kendall.nn.Volume;
import org.kendall.nn.Weight;

/**
 * The weights of one cell of a supernet: some sets of operations, each with every convolution once.
 * An edge of a cell uses the operations of one set. With a set for each edge it is the usual
 * supernet; with fewer, edges share weights, and a set is a GLOW block of CLOSE (Zhou et al., ECCV
 * 2022, section 4.1).
 *
 * @param sets each by operation
 */
record SharedCell(List<Map<Operation, Layer>> sets) {
  private static final int NODES = 4;

  static SharedCell of(int channels, int sets) {
    List<Map<Operation, Layer>> all = new ArrayList<>();
    for (int set = 0; set < sets; set++) {
      Map<Operation, Layer> layers = new EnumMap<>(Operation.class);
      layers.put(Operation.CONV_1X1, convolution(channels, 1));
      layers.put(Operation.CONV_3X3, convolution(channels, 3));
      layers.put(Operation.SKIP_CONNECT, Layers.sequence());
      layers.put(Operation.AVG_POOL_3X3, Layers.averagePool3());
      all.add(layers);
    }
    return new SharedCell(all);
  }

  private static Layer convolution(int channels, int size) {
    return Layers.sequence(
        Layers.convolution(channels, channels, size), Layers.plainBatchNorm(channels));
  }

  /** Those of one set. */
  List<Weight> weights(int set) {
    return sets.get(set).values().stream().flatMap(layer -> layer.weights().stream()).toList();
  }

  List<Weight> weights() {
    List<Weight> weights = new ArrayList<>();
    for (int set = 0; set < sets.size(); set++) {
      weights.addAll(weights(set));
    }
    return weights;
  }

  /** The cell with these operations; which sets its edges use is told by a pass. */
  Layer wired(List<Operation> operations, Wiring wiring) {
    return new Wired(CellEdge.live(CellEdge.all(operations)), wiring);
  }

  /** A cell of the supernet. */
  private final class Wired implements Layer {
    private final List<CellEdge> edges;
    private final Wiring wiring;

    Wired(List<CellEdge> edges, Wiring wiring) {
      this.edges = edges;
      this.wiring = wiring;
    }

    @Override
    public List<Weight> weights() {
      return SharedCell.this.weights();
    }

    @Override
    public Volume output(Volume input) {
      return input;
    }

    @Override
    public long macs(Volume input) {
      return edges.stream().mapToLong(edge -> sets.get(0).get(edge.operation()).macs(input)).sum();
    }

    @Override
    public NDArray forward(NDArray input, Pass pass) {
      NDArray[] nodes = new NDArray[NODES]; // (batch, channels, height, width) each
      NDArray[] rectified = new NDArray[NODES];
      nodes[0] = input;
      for (CellEdge edge : edges) { // by target, so every source is complete when it is used
        NDArray source = nodes[edge.from()];
        if (edge.operation().convolves()) {
          if (rectified[edge.from()] == null) {
            rectified[edge.from()] = Layers.rectified(source);
          }
          source = rectified[edge.from()];
        }
        NDArray values = along(edge, source, pass);
        nodes[edge.to()] = nodes[edge.to()] == null ? values : nodes[edge.to()].add(values);
      }
      return edges.isEmpty() ? input.zerosLike() : nodes[NODES - 1];
    }

    private NDArray along(CellEdge edge, NDArray source, Pass pass) {
      if (!edge.operation().convolves()) {
        return sets.get(0).get(edge.operation()).forward(source, pass);
      }
      return wiring.mix(edge, set -> sets.get(set).get(edge.operation()).forward(source, pass));
    }
  }
}
