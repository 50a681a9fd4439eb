package org.kendall.nn.supernet;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.kendall.data.ImageShape;
import org.kendall.nn.CellNetwork;
import org.kendall.nn.CellNetwork.Operation;
import org.kendall.nn.Layer;
import org.kendall.nn.Network;
import org.kendall.nn.Pass;
import org.kendall.nn.Volume;
import org.kendall.nn.Weight;

/**
 * All networks of NAS-Bench-201's space in one, which share their weights: a description without
 * arrays, as a network is one.
 */
public final class Supernet {
  /** Edges of a cell. */
  static final int EDGES = 6;

  private final ImageShape input;
  private final List<Layer> frame; // a cell's place holds a Hole
  private final List<SharedCell> cells;
  private final List<Gate> gates; // one or none
  private final Network whole;

  private Supernet(ImageShape input, List<Layer> frame, List<SharedCell> cells, List<Gate> gates) {
    this.input = input;
    this.frame = frame;
    this.cells = cells;
    this.gates = gates;
    List<Weight> weights = new ArrayList<>();
    frame.forEach(layer -> weights.addAll(layer.weights()));
    cells.forEach(cell -> weights.addAll(cell.weights()));
    gates.forEach(gate -> weights.addAll(gate.weights()));
    this.whole = Network.of(input, new AllWeights(weights, input.classes()));
  }

  /** One in which each edge has its own weights. */
  public static Supernet ofEdges(ImageShape input, int width, int cells) {
    return of(input, width, cells, EDGES, List.of());
  }

  /**
   * One in which edges share weights as a gate says.
   *
   * @param blocks GLOW blocks of each cell
   */
  public static Supernet ofBlocks(ImageShape input, int width, int cells, int blocks) {
    return of(input, width, cells, blocks, List.of(Gate.of(blocks)));
  }

  private static Supernet of(ImageShape input, int width, int cells, int sets, List<Gate> gates) {
    List<SharedCell> shared = new ArrayList<>();
    List<Layer> frame =
        CellNetwork.layers(
            input,
            width,
            cells,
            channels -> {
              shared.add(SharedCell.of(channels, sets));
              return new Hole(shared.size() - 1);
            });
    return new Supernet(input, List.copyOf(frame), List.copyOf(shared), gates);
  }

  /** A network that lists the weights of all, and computes nothing. */
  public Network whole() {
    return whole;
  }

  List<SharedCell> cells() {
    return cells;
  }

  /** The gate; none where each edge has its own weights. */
  List<Gate> gates() {
    return gates;
  }

  /** One of the networks. */
  Network network(List<Operation> operations, Wiring wiring) {
    Layer[] layers =
        frame.stream()
            .map(
                layer ->
                    layer instanceof Hole hole
                        ? cells.get(hole.cell()).wired(operations, wiring)
                        : layer)
            .toArray(Layer[]::new);
    return Network.of(input, layers);
  }

  /** Where a cell goes. */
  private record Hole(int cell) implements Layer {
    @Override
    public List<Weight> weights() {
      return List.of();
    }

    @Override
    public Volume output(Volume input) {
      return input;
    }

    @Override
    public long macs(Volume input) {
      return 0;
    }

    @Override
    public NDArray forward(NDArray input, Pass pass) {
      throw new UnsupportedOperationException("A place for a cell computes nothing.");
    }
  }

  /** All weights and nothing else. */
  private record AllWeights(List<Weight> weights, int classes) implements Layer {
    @Override
    public Volume output(Volume input) {
      return new Volume(classes, 1, 1);
    }

    @Override
    public long macs(Volume input) {
      return 0;
    }

    @Override
    public NDArray forward(NDArray input, Pass pass) {
      throw new UnsupportedOperationException("A supernet computes nothing as a whole.");
    }
  }
}
