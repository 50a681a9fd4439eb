package org.kendall.evaluate;

import java.io.Serializable;

/**
 * A cheap exact figure of a design, such as its multiply-accumulate operations, taken on the driver
 * before anything is sent.
 *
 * @param <D> the design whose cost it tells
 */
public interface CostModel<D> extends Serializable {
  /** In snake case, such as {@code macs}. */
  String name();

  /** Such as {@code MACs}; empty where there is none. */
  String unit();

  /** The cost; never negative. */
  double cost(D design);
}
