package org.kendall.space;

import java.util.List;

/** A space whose candidates are cells: the view that graph encoders ask for. */
public interface CellSpace {
  /** The names of the operations; graphs refer to them by index. */
  List<String> operations();

  /**
   * The cells of a candidate, such as a normal and a reduction cell: always as many and in the same
   * order; all with equally many inputs. Candidates with one canonical form may have different
   * graphs: an encoder that asks for equal codes encodes the canonical candidate.
   */
  List<CellGraph> graphs(Candidate candidate);
}
