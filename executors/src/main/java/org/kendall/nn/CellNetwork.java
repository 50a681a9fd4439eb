package org.kendall.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.kendall.data.ImageShape;

/**
 * A network of stacked cells, as in NAS-Bench-201 (Dong and Yang 2020): a stem, three stages of
 * cells with a residual reduction between each, global pooling and a linear head.
 *
 * <p>Costs count every operation of a cell, as the benchmark does, also one that lies on no path
 * from the cell's input to its output.
 *
 * @param operations one per edge of a four-node cell, in the order 0-1, 0-2, 1-2, 0-3, 1-3, 2-3
 * @param width channels of the first stage; each reduction doubles them
 * @param cells cells per stage
 */
public record CellNetwork(List<Operation> operations, int width, int cells)
    implements NetworkDesign {
  private static final int EDGES = 6;
  private static final int STAGES = 3;

  /** What stands on an edge of a cell. */
  public enum Operation {
    NONE,
    SKIP_CONNECT,
    CONV_1X1,
    CONV_3X3,
    AVG_POOL_3X3;

    /** Whether it is a convolution, which sees its input after a ReLU. */
    public boolean convolves() {
      return this == CONV_1X1 || this == CONV_3X3;
    }

    /** What it computes, after the ReLU where it convolves. */
    Layer layer(int channels) {
      return layer(channels, 1);
    }

    /**
     * The same, of a convolution so often on one input, with outputs side by side.
     *
     * @param times 1 for what is no convolution
     */
    Layer layer(int channels, int times) {
      return switch (this) {
        case NONE, SKIP_CONNECT -> Layers.sequence();
        case CONV_1X1 -> convolutions(channels, 1, times);
        case CONV_3X3 -> convolutions(channels, 3, times);
        case AVG_POOL_3X3 -> Layers.averagePool3();
      };
    }

    private static Layer convolutions(int channels, int size, int times) {
      return Layers.sequence(
          Convolution.of(channels, channels, size, 1).times(times), BatchNorm.of(channels, times));
    }
  }

  public CellNetwork {
    operations = List.copyOf(operations);
    if (operations.size() != EDGES) {
      throw new IllegalArgumentException(
          "The cell has %d operations; it must have %d.".formatted(operations.size(), EDGES));
    }
    if (width < 1 || cells < 1) {
      throw new IllegalArgumentException(
          "The width (%d) and the cells per stage (%d) must be positive.".formatted(width, cells));
    }
  }

  @Override
  public Network network(ImageShape input) {
    List<Layer> layers = layers(input, width, cells, channels -> Cell.of(operations, channels));
    return Network.of(input, layers.toArray(Layer[]::new));
  }

  /**
   * The layers of such a network, one after the other.
   *
   * @param cell makes the cell for a number of channels
   */
  public static List<Layer> layers(
      ImageShape input, int width, int cells, IntFunction<Layer> cell) {
    List<Layer> layers = new ArrayList<>();
    layers.add(Layers.convolution(input.channels(), width, 3));
    layers.add(Layers.batchNorm(width));
    int channels = width;
    for (int stage = 0; stage < STAGES; stage++) {
      if (stage > 0) {
        layers.add(reduction(channels));
        channels *= 2;
      }
      for (int i = 0; i < cells; i++) {
        layers.add(cell.apply(channels));
      }
    }
    layers.add(Layers.batchNorm(channels));
    layers.add(Layers.relu());
    layers.add(Layers.globalMean());
    layers.add(Layers.linear(channels, input.classes()));
    return layers;
  }

  @Override
  public long macs(ImageShape input) {
    return ofAllCells(network -> network.network(input).macs());
  }

  @Override
  public long parameters(ImageShape input) {
    return ofAllCells(network -> network.network(input).parameters());
  }

  /** The further cells of a stage cost the same each, so that two are enough to tell. */
  private long ofAllCells(ToLongFunction<CellNetwork> cost) {
    long shallow = cost.applyAsLong(new CellNetwork(operations, width, 1));
    if (cells == 1) {
      return shallow;
    }
    long more = cost.applyAsLong(new CellNetwork(operations, width, 2)) - shallow;
    return shallow + (cells - 1) * more;
  }

  /** A residual block that halves height and width and doubles the channels. */
  private static Layer reduction(int in) {
    int out = 2 * in;
    return Layers.sum(
        Layers.sequence(Layers.halvingAveragePool(), Layers.convolution(in, out, 1)),
        Layers.sequence(
            Layers.relu(),
            Layers.halvingConvolution(in, out, 3),
            Layers.batchNorm(out),
            Layers.relu(),
            Layers.convolution(out, out, 3),
            Layers.batchNorm(out)));
  }
}
