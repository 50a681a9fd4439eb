package org.kendall.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.kendall.nn.CellNetwork.Operation;

/**
 * The cell of NAS-Bench-201 (Dong and Yang 2020, section 2.1): four nodes, each the sum of an
 * operation on every earlier one; node 0 is the input, node 3 the output.
 *
 * <p>Differs from the paper in what is computed, not in what comes out: convolutions of one size
 * that leave the same node are one wide convolution, whose channels are then dealt to their
 * targets, and the node's ReLU is shared. An operation that lies on no path from the input to the
 * output has its weights but is not computed; all that is lost is a constant, the shift of its
 * batch norm, where its source gets no input.
 *
 * @param live what is computed, in this order
 * @param dead the layers that are not
 */
record Cell(List<Bundle> live, List<Layer> dead) implements Layer {
  private static final int NODES = 4;

  /**
   * An operation from one node to some later ones.
   *
   * @param layer gives the channels of the first target, then those of the second, ...
   */
  record Bundle(int from, List<Integer> targets, Operation operation, Layer layer) {}

  /**
   * A cell that keeps the number of channels.
   *
   * @param operations in the order of the edges 0-1, 0-2, 1-2, 0-3, 1-3, 2-3
   */
  static Cell of(List<Operation> operations, int channels) {
    List<CellEdge> edges = CellEdge.all(operations);
    List<CellEdge> live = CellEdge.live(edges);
    List<Layer> dead =
        edges.stream()
            .filter(edge -> !live.contains(edge))
            .map(edge -> edge.operation().layer(channels))
            .toList();
    return new Cell(bundles(live, channels), dead);
  }

  private static List<Bundle> bundles(List<CellEdge> live, int channels) {
    List<Bundle> bundles = new ArrayList<>();
    for (int node = 0; node < NODES; node++) {
      for (Operation operation : Operation.values()) {
        int from = node;
        List<Integer> targets =
            live.stream()
                .filter(edge -> edge.from() == from && edge.operation() == operation)
                .map(CellEdge::to)
                .toList();
        if (operation.convolves() && !targets.isEmpty()) {
          Layer wide = operation.layer(channels, targets.size());
          bundles.add(new Bundle(from, targets, operation, wide));
        } else {
          Layer layer = operation.layer(channels);
          targets.forEach(to -> bundles.add(new Bundle(from, List.of(to), operation, layer)));
        }
      }
    }
    return List.copyOf(bundles);
  }

  @Override
  public List<Weight> weights() {
    return layers().flatMap(layer -> layer.weights().stream()).toList();
  }

  @Override
  public Volume output(Volume input) {
    return input;
  }

  @Override
  public long macs(Volume input) {
    return layers().mapToLong(layer -> layer.macs(input)).sum();
  }

  private Stream<Layer> layers() {
    return Stream.concat(live.stream().map(Bundle::layer), dead.stream());
  }

  @Override
  public NDArray forward(NDArray input, Pass pass) {
    NDArray[] nodes = new NDArray[NODES]; // (batch, channels, height, width) each
    NDArray[] rectified = new NDArray[NODES];
    nodes[0] = input;
    for (Bundle bundle : live) { // by source, so every source is complete when it is used
      NDArray source = nodes[bundle.from()];
      if (bundle.operation().convolves()) {
        if (rectified[bundle.from()] == null) {
          pass.tap().rectifies(source, rectifiedTimes(bundle.from()));
          rectified[bundle.from()] = Layers.rectified(source);
        }
        source = rectified[bundle.from()];
      }
      NDArray values = bundle.layer().forward(source, pass); // (batch, targets x channels, ...)
      NDList parts = dealt(values, bundle.targets().size());
      for (int i = 0; i < parts.size(); i++) {
        int to = bundle.targets().get(i);
        nodes[to] = nodes[to] == null ? parts.get(i) : nodes[to].add(parts.get(i));
      }
    }
    return live.isEmpty() ? input.zerosLike() : nodes[NODES - 1];
  }

  /** How many convolutions see a node. */
  private int rectifiedTimes(int node) {
    return live.stream()
        .filter(bundle -> bundle.from() == node && bundle.operation().convolves())
        .mapToInt(bundle -> bundle.targets().size())
        .sum();
  }

  private static NDList dealt(NDArray values, int parts) {
    long channels = values.getShape().get(1) / parts;
    long[] ends = IntStream.range(1, parts).mapToLong(part -> part * channels).toArray();
    return values.split(ends, 1); // (batch, channels, height, width) each
  }
}
