package org.kendall.nn.supernet;

import ai.djl.ndarray.NDArray;
import java.util.function.IntFunction;
import org.kendall.nn.CellEdge;

/** Which set of operations each edge of a cell uses. */
@FunctionalInterface
interface Wiring {
  /** Every edge has a set of its own. */
  Wiring BY_EDGE = (edge, values) -> values.apply(edge.place());

  /**
   * What an edge gives.
   *
   * @param values what its operation gives by the number of the set (batch, channels, height,
   *     width)
   */
  NDArray mix(CellEdge edge, IntFunction<NDArray> values);
}
