package org.kendall.predict;

import java.util.List;
import org.kendall.space.CellGraph;
import org.kendall.space.CellSpace;
import org.kendall.space.SearchSpace;
import org.kendall.space.Setting;

/**
 * TA-GATES (Ning et al., "TA-GATES: An Encoding Scheme for Neural Network Architectures", NeurIPS
 * 2022, section 3): an architecture is trained, not only run, so its code is made as if it were.
 * Each step is a forward pass of {@link Gates}, a backward pass from the output back to the inputs
 * and an update of what stands for each operation, which so comes to depend on where it stands. The
 * code is what arrives at the output in the last forward pass.
 *
 * <p>Differs from the authors' code. The backward pass goes the way of the forward pass back, gate
 * by gate, and what came through an operation forth and back is what its update is told, on nodes
 * as on edges (theirs: the states of the two ends where operations are on nodes, whose gates are
 * those of the nodes that receive). It begins with what the code of a cell is. What tells apart
 * equal operations is not how much their parameters matter in a network, which would have to be
 * built and run, but how each stands in the cell ({@link CellWays#figures}): figures without
 * parameters, equal for isomorphic cells, so operations that a symmetry of the cell exchanges keep
 * equal embeddings. All operations are updated unless told otherwise (theirs: on edges,
 * convolutions only), a skip connection has a gate that is learnt, and, as in our GATES, layers
 * have no bias and several edges between two nodes are summed.
 */
@Setting("TA-GATES: operations change as information flows through the cell forth and back.")
public record TaGates(
    @Setting(value = "Forward passes; between two of them is a backward one.", byDefault = "4")
        int steps,
    @Setting(value = "Numbers that stand for an operation.", byDefault = "48")
        int operationEmbedding,
    @Setting(value = "Numbers that stand for an input.", byDefault = "48") int nodeEmbedding,
    @Setting(value = "Numbers of information at a node before the first layer.", byDefault = "96")
        int hidden,
    @Setting(
            value = "Numbers of information at a node after each layer of a forward pass.",
            byDefault = "[128, 128, 128]")
        List<Integer> forward,
    @Setting(value = "The same of a backward pass.", byDefault = "[128, 128, 128]")
        List<Integer> backward,
    @Setting(
            value = "Units of the layers that turn what arrives into what goes back.",
            byDefault = "[128, 128]")
        List<Integer> feedback,
    @Setting(value = "Units of the hidden layers that work out an update.", byDefault = "[128]")
        List<Integer> update,
    @Setting(value = "What updates are multiplied by.", byDefault = "0.1") double updateScale,
    @Setting(value = "Which operations are updated.", byDefault = "all") Updated updated,
    @Setting(
            value = "Whether training looks back through what an update was told of before.",
            byDefault = "stopped")
        LookBack lookBack,
    @Setting(value = "What tells equal operations of a cell apart.", byDefault = "structure")
        Symmetry symmetry,
    @Setting(
            value = "Whether a node's own information goes through its gate too.",
            byDefault = "none")
        Gates.SelfLoops selfLoops,
    @Setting(value = "What of a cell is the code.", byDefault = "output") Gates.Readout readout)
    implements Encoder {
  /** Which operations are updated. */
  public enum Updated {
    /** Those with parameters: the ones whose names speak of a convolution. */
    CONVOLUTIONS,
    /** All. */
    ALL
  }

  /** Whether gradients go through the embedding and the forward pass that an update is told of. */
  public enum LookBack {
    /** They do not, as in the paper. */
    STOPPED,
    /** They do. */
    FULL
  }

  /** What tells equal operations of a cell apart before anything flows. */
  public enum Symmetry {
    /** Nothing. */
    NONE,
    /** How each stands in the cell. */
    STRUCTURE
  }

  public TaGates {
    forward = Positive.requireLayers("forward layers", forward);
    backward = Positive.requireLayers("backward layers", backward);
    feedback = Positive.requireLayers("feedback layers", feedback);
    update = List.copyOf(update);
    update.forEach(width -> Positive.require("width of each layer of the update", width));
    Positive.require("steps", steps);
    Positive.require("operation embedding", operationEmbedding);
    Positive.require("node embedding", nodeEmbedding);
    Positive.require("hidden", hidden);
    Positive.require("update scale", updateScale);
  }

  /** With these settings. */
  public TaGates() {
    this(
        4,
        48,
        48,
        96,
        List.of(128, 128, 128),
        List.of(128, 128, 128),
        List.of(128, 128),
        List.of(128),
        0.1,
        Updated.ALL,
        LookBack.STOPPED,
        Symmetry.STRUCTURE,
        Gates.SelfLoops.NONE,
        Gates.Readout.OUTPUT);
  }

  @Override
  public void check(SearchSpace<?> space) {
    Views.requireCells("TA-GATES", space);
  }

  @Override
  public EncoderNetwork<?> network(SearchSpace<?> space) {
    CellSpace cells = Views.requireCells("TA-GATES", space);
    List<CellGraph> any = Views.anyCells(space);
    return new TaGatesNetwork(this, cells, any.size(), any.get(0).inputs());
  }
}
