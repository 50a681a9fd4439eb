package org.kendall.evaluate;

import java.io.Serializable;

/**
 * A cheap figure of a design, such as its multiply-accumulate operations, taken on the driver
 * before the design is sent.
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

  /**
   * Whether it can be told; not so for what is measured while a job is prepared: until then all
   * costs are 0.
   */
  default boolean isKnown() {
    return true;
  }
}
