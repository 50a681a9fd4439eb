package org.kendall.evaluate;

import java.io.Serializable;
import org.kendall.space.Candidate;

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

  /** The cost; never negative, infinite where it is not known. */
  double cost(D design);

  /**
   * The same of a candidate and its design. One whose cost is not known, and infinite for that
   * reason, is never evaluated.
   */
  default double cost(Candidate candidate, D design) {
    return cost(design);
  }

  /** Whether it is known of every candidate. */
  default boolean knowsAll() {
    return true;
  }

  /**
   * Whether it can be told; not so for what is measured while a job is prepared: until then all
   * costs are 0.
   */
  default boolean isKnown() {
    return true;
  }
}
