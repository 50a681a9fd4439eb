package org.kendall.space;

/**
 * A directed acyclic graph through which information flows from inputs to one output, with an
 * operation on every edge or on every inner node. Each form can be turned into the other, for
 * encoders that know one of them only.
 */
public sealed interface CellGraph permits EdgeGraph, NodeGraph {
  /** Stands where there is no operation: what comes in goes on as it is. */
  int PASS = -1;

  /** How many nodes; the first ones are the inputs, the last one is the output. */
  int nodes();

  /** How many inputs. */
  int inputs();

  /** The same cell with the operations on edges. */
  EdgeGraph onEdges();

  /** The same cell with the operations on nodes. */
  NodeGraph onNodes();
}
