package org.kendall.space;

import java.util.List;

/** A space whose candidates are graphs with operations on the edges. */
public interface EdgeGraphSpace {
  /** The names of the operations; an {@link EdgeGraph.Edge} refers to them by index. */
  List<String> operations();

  /** The index of the operation that lets nothing through. */
  int noneOperation();

  /**
   * The candidate as a graph. Candidates with one canonical form may have different graphs: an
   * encoder that asks for equal codes encodes the canonical candidate.
   */
  EdgeGraph graph(Candidate candidate);
}
