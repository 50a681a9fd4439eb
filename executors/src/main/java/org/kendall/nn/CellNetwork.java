package org.kendall.nn;

import java.util.List;
import org.kendall.data.ImageShape;

/**
 * A network of stacked cells, as in NAS-Bench-201: a stem, three stages of cells with a residual
 * reduction between each, global pooling and a linear head.
 *
 * @param operations one per edge of a four-node cell, in the order 0-1, 0-2, 1-2, 0-3, 1-3, 2-3
 * @param width channels of the first stage; each reduction doubles them
 * @param cells cells per stage
 */
public record CellNetwork(List<Operation> operations, int width, int cells)
    implements NetworkDesign {
  /** What stands on an edge of a cell. */
  public enum Operation {
    NONE,
    SKIP_CONNECT,
    CONV_1X1,
    CONV_3X3,
    AVG_POOL_3X3
  }

  public CellNetwork {
    operations = List.copyOf(operations);
  }

  @Override
  public Network network(ImageShape input) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long macs(ImageShape input) {
    throw new UnsupportedOperationException();
  }

  @Override
  public long parameters(ImageShape input) {
    throw new UnsupportedOperationException();
  }
}
