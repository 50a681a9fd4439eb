package org.kendall.predict;

import java.util.List;
import org.kendall.space.CellGraph;
import org.kendall.space.CellSpace;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * GATES (Ning et al., "A Generic Graph-Based Neural Architecture Encoding Scheme for
 * Predictor-Based NAS", ECCV 2020, section 3): learnt pieces of information start at the inputs of
 * each cell, every operation lets a part of what comes through, and what arrives at the output is
 * the code. One encoder for operations on nodes, operations on edges and several cells: a gate on a
 * node is the same gate on each of its incoming edges, as gate * sum of messages = sum of gate *
 * message.
 *
 * <p>Differs from the authors' code: equal parts of different architectures are computed once, what
 * an output receives is all its state (it keeps nothing of itself, and its own gate is left to the
 * head), a mean is over the nodes that there are, several edges between two nodes are summed, and
 * layers have no bias.
 */
@Setting("GATES: information flows through the cell, each operation lets a part of it through.")
public record Gates(
    @Setting(value = "Numbers that stand for an operation.", byDefault = "48")
        int operationEmbedding,
    @Setting(value = "Numbers that stand for an input.", byDefault = "48") int nodeEmbedding,
    @Setting(value = "Numbers of information at a node before the first layer.", byDefault = "96")
        int hidden,
    @Setting(
            value = "Numbers of information at a node after each layer.",
            byDefault = "[128, 128, 128, 128, 128]")
        List<Integer> layers,
    @Setting(
            value = "Whether a node's own information goes through its gate too.",
            byDefault = "none")
        SelfLoops selfLoops,
    @Setting(value = "Which nodes keep their own information.", byDefault = "input")
        Residual residual,
    @Setting(value = "What of a cell is the code.", byDefault = "output") Readout readout)
    implements Encoder {
  /** Whether a node's own information goes through its gate, as if an edge led back to it. */
  public enum SelfLoops {
    /** It does not. */
    NONE,
    /** It does; where operations are on edges, it passes unchanged. */
    GATED
  }

  /** Which nodes keep their own information beside what they receive. */
  public enum Residual {
    /** The inputs, which receive nothing. */
    INPUT,
    /** All but the output. */
    ALL,
    /** None. */
    NONE
  }

  /** What of a cell is its code. */
  public enum Readout {
    /** The information at the output. */
    OUTPUT,
    /** The mean over all nodes but the inputs. */
    MEAN
  }

  public Gates {
    layers = Positive.requireLayers("layers", layers);
    Positive.require("operation embedding", operationEmbedding);
    Positive.require("node embedding", nodeEmbedding);
    Positive.require("hidden", hidden);
  }

  /** With the settings of the paper for NAS-Bench-201. */
  public Gates() {
    this(
        48,
        48,
        96,
        List.of(128, 128, 128, 128, 128),
        SelfLoops.NONE,
        Residual.INPUT,
        Readout.OUTPUT);
  }

  @Override
  public void check(SearchSpace<?> space) {
    Views.requireCells("GATES", space);
  }

  @Override
  public EncoderNetwork<?> network(SearchSpace<?> space) {
    CellSpace cells = Views.requireCells("GATES", space);
    List<CellGraph> any = Views.anyCells(space);
    GraphSharing sharing =
        new GraphSharing(
            cells.operations().size(),
            any.size(),
            any.get(0).inputs(),
            selfLoops,
            residual,
            readout);
    return new GatesNetwork(this, sharing, cells);
  }
}
