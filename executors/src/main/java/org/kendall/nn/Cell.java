package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import org.kendall.nn.CellNetwork.Operation;

/**
 * The cell of NAS-Bench-201 (Dong and Yang 2020, section 2.1): four nodes, each the sum of an
 * operation on every earlier one; node 0 is the input, node 3 the output.
 *
 * <p>An operation on no path from the input to the output has weights, as it has in the benchmark,
 * but is not computed: it changes nothing.
 *
 * @param edges in the order 0-1, 0-2, 1-2, 0-3, 1-3, 2-3
 * @param live those edges that lie on a path from the input to the output
 */
record Cell(List<Edge> edges, List<Edge> live) implements Layer {
  private static final int NODES = 4;

  /** An operation between two nodes. */
  record Edge(int from, int to, Operation operation, Layer layer) {}

  static Cell of(List<Operation> operations, int channels) {
    List<Edge> edges = new ArrayList<>();
    for (int to = 1; to < NODES; to++) {
      for (int from = 0; from < to; from++) {
        Operation operation = operations.get(edges.size());
        edges.add(new Edge(from, to, operation, operation.layer(channels)));
      }
    }
    return new Cell(List.copyOf(edges), live(edges));
  }

  private static List<Edge> live(List<Edge> edges) {
    List<Edge> open = edges.stream().filter(edge -> edge.operation() != Operation.NONE).toList();
    boolean[] reached = new boolean[NODES];
    reached[0] = true;
    for (Edge edge : open) { // by target, so every source is settled before it is asked for
      reached[edge.to()] |= reached[edge.from()];
    }
    boolean[] needed = new boolean[NODES];
    needed[NODES - 1] = true;
    for (int i = open.size() - 1; i >= 0; i--) {
      needed[open.get(i).from()] |= needed[open.get(i).to()];
    }
    return open.stream().filter(edge -> reached[edge.from()] && needed[edge.to()]).toList();
  }

  @Override
  public List<Weight> weights() {
    return edges.stream().flatMap(edge -> edge.layer().weights().stream()).toList();
  }

  @Override
  public Volume output(Volume input) {
    return input;
  }

  @Override
  public long macs(Volume input) {
    return edges.stream().mapToLong(edge -> edge.layer().macs(input)).sum();
  }

  @Override
  public NDArray forward(NDArray input, Pass pass) {
    NDArray[] nodes = new NDArray[NODES]; // (batch, channels, height, width) each
    NDArray[] rectified = new NDArray[NODES]; // shared by all convolutions of one node
    nodes[0] = input;
    for (Edge edge : live) {
      NDArray source = nodes[edge.from()];
      if (edge.operation().convolves()) {
        if (rectified[edge.from()] == null) {
          rectified[edge.from()] = Layers.rectified(source);
        }
        source = rectified[edge.from()];
      }
      NDArray value = edge.layer().forward(source, pass);
      nodes[edge.to()] = nodes[edge.to()] == null ? value : nodes[edge.to()].add(value);
    }
    return live.isEmpty() ? input.zerosLike() : nodes[NODES - 1];
  }
}
