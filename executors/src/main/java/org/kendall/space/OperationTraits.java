package org.kendall.space;

/**
 * What features need to know of an operation.
 *
 * @param name short, in snake case; the features are named by it
 */
record OperationTraits(String name, Kind kind) {
  /** What an operation does to what comes in. */
  enum Kind {
    /** Hands it on as it is. */
    IDENTITY,
    /** Averages over neighbours: hands it on, weaker. */
    POOL,
    /** Mixes the channels of each pixel. */
    POINTWISE,
    /** Mixes channels and neighbours. */
    SPATIAL;

    /** Whether it has weights, and a batch norm that brings its output to variance one. */
    boolean isConvolution() {
      return this == POINTWISE || this == SPATIAL;
    }
  }

  boolean isConvolution() {
    return kind.isConvolution();
  }
}
