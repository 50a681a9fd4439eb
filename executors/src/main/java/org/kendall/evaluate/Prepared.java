package org.kendall.evaluate;

import java.util.List;

/** An evaluator whose trials need something to be prepared once. */
public interface Prepared {
  /** What is to be prepared; each finds its place by {@link Preparation#after}. */
  List<Preparation> preparations();

  /**
   * Looks, on the driver, whether what was prepared still fits what the settings refer to.
   *
   * @throws org.kendall.data.BadDataException if something was changed since
   */
  default void checkPrepared(String prepared) {}

  /**
   * What is to be prepared besides where a job limits a cost, so that the cost can be told.
   *
   * @param cost its name
   */
  default List<Preparation> preparations(String cost) {
    return List.of();
  }
}
